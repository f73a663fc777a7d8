using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Theory.Cli.Line;
using Theory.Cli.Output;
using Theory.Simulation.LinearAlgebra;

namespace Theory.Cli.Verbs;

/// <summary><c>theory doctor</c>: what this machine has of what is optional.</summary>
internal static class DoctorVerb
{
    /// <summary>The verb.</summary>
    public static Verb Make() =>
        new(
            "doctor",
            "What was found of the optional parts, the versions, and the processor features in use",
            "theory doctor",
            [],
            _ => Report()
        );

    // A part of the machine: what it is for, and what was found of it (null: nothing).
    private sealed record Part(string Name, string For, string? Found, string Otherwise);

    private static Report Report()
    {
        Part[] parts =
        [
            new(
                "BLAS",
                "fast eigenproblems of large matrices",
                SystemBlas.Find()?.Description,
                "apt install libopenblas0-pthread"
            ),
            new(
                "LaTeX",
                "compiling what 'theory latex' prints",
                FirstLine("pdflatex", "--version"),
                "apt install texlive-latex-extra"
            ),
            new("SymPy", "nothing here; tests compare with it", Sympy(), "apt install python3-sympy"),
            new("Slurm", "sweeps over a cluster", FirstLine("sbatch", "--version"), "sweeps run on this machine alone"),
        ];
        var machine = new (string Name, string Value)[]
        {
            ("theory", ThisProgram.Version),
            ("runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"),
            ("system", RuntimeInformation.OSDescription),
            ("processors", $"{Environment.ProcessorCount}"),
            ("vector registers", AcceleratedProvider.Vectors),
            ("matrices", $"{AcceleratedProvider.Create()}"),
        };
        return new(
            new JsonObject
            {
                ["machine"] = new JsonObject(machine.Select(line => KeyValuePair.Create(line.Name, (JsonNode?)line.Value))),
                ["parts"] = Json.Array(
                    parts.Select(part => new JsonObject
                    {
                        ["name"] = part.Name,
                        ["for"] = part.For,
                        ["found"] = part.Found,
                    })
                ),
            },
            new Block.Fields([.. machine.Select(line => (line.Name, (Cell)line.Value))]),
            new Block.Table(
                ["optional", "is for", "found"],
                [.. parts.Select(part => (IReadOnlyList<Cell>)[part.Name, part.For, part.Found ?? $"no ({part.Otherwise})"])]
            ),
            new Block.Paragraph("Nothing else is needed: all commands work without the optional parts.")
        );
    }

    private static string? Sympy() => FirstLine("python3", "-c", "import sympy; print('SymPy', sympy.__version__)");

    private static string? FirstLine(string program, params string[] args)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            _ = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            if (process.WaitForExit(TimeSpan.FromSeconds(20)))
                return process.ExitCode == 0 ? output.Result.Split('\n')[0].Trim() : null;
            process.Kill();
            return null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
