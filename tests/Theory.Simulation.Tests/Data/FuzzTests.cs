using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using Theory.Simulation.Data;
using Theory.Testing;

namespace Theory.Simulation.Tests.Data;

public sealed class FuzzTests : IDisposable
{
    private static readonly byte[][] Seeds =
    [
        "x,y\n1,2\n3.5,-4e2\n\"5\",6\n"u8.ToArray(),
        "1;2,5\r\n3;4\r\n"u8.ToArray(),
        [0x93, .. "NUMPY"u8, 1, 0, 58, 0, .. "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 1), }\n"u8, .. new byte[16]],
        [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 1, 2, 3, 4],
        Zipped([0, 0, 0xD, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]),
        Zipped("1,2\n3,4\n"u8.ToArray()),
        [],
    ];

    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Any_bytes_are_read_or_refused_in_one_line()
    {
        var files =
            from file in Mangled.Bytes(Seeds)
            from tail in Gen.Frequency(
                (3, Gen.Constant(Array.Empty<byte>())),
                (1, Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf())
            )
            select (byte[])[.. file, .. tail];
        var selections = Gen.Elements(
            new Columns(),
            new Columns("1"),
            new Columns("2,1", "last"),
            new Columns("x"),
            new Columns(Label: "7")
        );
        Forall.Holds(
            Arb.From(
                from file in files
                from columns in selections
                from scaling in Gen.Elements(Enum.GetValues<Scaling>())
                select (file, columns, scaling)
            ),
            c =>
            {
                File.WriteAllBytes(path, c.file);
                try
                {
                    var data = DataSet.Read(path, c.columns, c.scaling);
                    Assert.True(data.Points.Values.ToArray().All(double.IsFinite));
                    Assert.Equal(data.Points.Dimension, data.Columns.Coordinates.Count);
                }
                catch (MalformedDataException e)
                {
                    Assert.DoesNotContain('\n', e.Message);
                    Assert.InRange(e.Message.Length, 10, 600);
                }
            },
            trials: 1500,
            trialsInFull: 30_000
        );
    }

    private static byte[] Zipped(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Fastest))
            zip.Write(bytes);
        return memory.ToArray();
    }
}
