using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Theory.Cli.Tests.Slurm;

/// <summary>A Slurm cluster of this one machine, listening on the loopback only, with its own key, ports and folder; gone when disposed.</summary>
internal sealed class OneNodeSlurm : IDisposable
{
    private readonly string folder;
    private readonly List<Process> daemons = [];

    public OneNodeSlurm(string folder)
    {
        this.folder = folder;
        var (key, socket) = (Path.Combine(folder, "munge.key"), Path.Combine(folder, "munge.socket"));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(key, options))
            file.Write(RandomNumberGenerator.GetBytes(128));
        foreach (var name in new[] { "state", "spool" })
            Directory.CreateDirectory(Path.Combine(folder, name));
        File.WriteAllText(Configuration, Conf(socket));
        Start(
            "munged",
            "--foreground",
            "--force",
            $"--key-file={key}",
            $"--socket={socket}",
            $"--pid-file={folder}/munged.pid",
            $"--log-file={folder}/munged.log",
            $"--seed-file={folder}/munged.seed"
        );
        WaitUntil(() => File.Exists(socket), "munged");
        Start("slurmctld", "-D", "-f", Configuration);
        Start("slurmd", "-D", "-f", Configuration);
        WaitUntil(() => Run("sinfo", "--noheader", "--format=%T").Out.Trim() == "idle", "the node");
    }

    private string Configuration => Path.Combine(folder, "slurm.conf");

    /// <summary>Runs a program of Slurm in the folder.</summary>
    public (int Code, string Out) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(Of(program, arguments))!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    public void Dispose()
    {
        foreach (var daemon in Enumerable.Reverse(daemons))
        {
            Run("kill", $"{daemon.Id}");
            if (!daemon.WaitForExit(10_000))
                daemon.Kill(entireProcessTree: true);
            daemon.Dispose();
        }
    }

    private void Start(string program, params string[] arguments)
    {
        var start = Of(program, arguments);
        start.RedirectStandardError = true;
        var daemon = Process.Start(start)!;
        daemons.Add(daemon);
        // What they say of themselves also stands in their own logs.
        daemon.BeginOutputReadLine();
        daemon.BeginErrorReadLine();
    }

    private ProcessStartInfo Of(string program, string[] arguments) =>
        new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            Environment = { ["SLURM_CONF"] = Configuration },
        };

    private static void WaitUntil(Func<bool> isReady, string what)
    {
        for (var waited = Stopwatch.StartNew(); !isReady(); Thread.Sleep(200))
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(4), $"{what} is not ready after four minutes");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Conf(string socket) =>
        $"""
            ClusterName=local
            SlurmctldHost={Dns.GetHostName()}(127.0.0.1)
            SlurmUser=root
            SlurmdUser=root
            AuthType=auth/munge
            AuthInfo=socket={socket}
            CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
            SlurmctldPort={FreePort()}
            SlurmdPort={FreePort()}
            StateSaveLocation={folder}/state
            SlurmdSpoolDir={folder}/spool
            SlurmctldPidFile={folder}/slurmctld.pid
            SlurmdPidFile={folder}/slurmd.pid
            SlurmctldLogFile={folder}/slurmctld.log
            SlurmdLogFile={folder}/slurmd.log
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            MpiDefault=none
            SelectType=select/cons_tres
            SelectTypeParameters=CR_Core
            ReturnToService=2
            JobAcctGatherType=jobacct_gather/none
            AccountingStorageType=accounting_storage/none
            SchedulerParameters=sched_interval=2
            NodeName={Dns.GetHostName()} NodeAddr=127.0.0.1 CPUs={Environment.ProcessorCount} RealMemory=500 State=UNKNOWN
            PartitionName=main Nodes={Dns.GetHostName()} Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO

            """;
}

/// <summary>A test that starts Slurm's daemons, and is skipped where they are not installed or may not be started.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlurmFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["munged", "slurmctld", "slurmd", "sbatch", "sinfo"];

    public SlurmFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = Programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        if (missing.Count > 0)
            Skip = $"needs Slurm: {string.Join(", ", missing)} not found";
        else if (!Environment.IsPrivilegedProcess)
            Skip = "needs the rights of root to start Slurm's daemons";
    }
}
