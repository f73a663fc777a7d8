using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Theory.Simulation.Data;
using Theory.Testing;

namespace Theory.Simulation.Tests.Data;

public sealed class BinaryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("theory-binary").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_array_that_NumPy_wrote_is_read()
    {
        var x = DataSet.Read(Golden.PathOf("random_features_x.npy"));
        Assert.Equal("npy", x.Format);
        // Standard normal data: the mean square of some thousand entries is near 1.
        var meanSquare = x.Points.Values.ToArray().Average(v => v * v);
        Assert.InRange(meanSquare, .9, 1.1);
    }

    [Theory]
    [InlineData("<f8", 1)]
    [InlineData(">f8", 2)]
    [InlineData("<f4", 3)]
    [InlineData("<f2", 1)]
    [InlineData("<i8", 1)]
    [InlineData(">i4", 1)]
    [InlineData("<i2", 1)]
    [InlineData("|i1", 1)]
    [InlineData("<u8", 1)]
    [InlineData("<u4", 1)]
    [InlineData(">u2", 1)]
    [InlineData("|u1", 1)]
    public void Every_element_type_and_version_is_read(string type, byte version)
    {
        double[] values = type[1] == 'u' ? [1, 2, 3, 4, 5, 100] : [1, -2, 3, -4, 5, 100];
        var points = Read(Npy(type, version, "(3, 2)", false, values)).Points;
        Assert.Equal(values, points.Values.ToArray());
        Assert.Equal((3, 2), (points.Count, points.Dimension));
    }

    [Fact]
    public void Fortran_order_is_put_into_rows()
    {
        // The array [[1,2,3],[4,5,6]] column after column; then a 2 x 2 x 2 one counting in C order.
        Assert.Equal([1.0, 2, 3, 4, 5, 6], Read(Npy("<f8", 1, "(2, 3)", true, [1, 4, 2, 5, 3, 6])).Points.Values.ToArray());
        Assert.Equal(
            [1.0, 2, 3, 4, 5, 6, 7, 8],
            Read(Npy("<f8", 1, "(2, 2, 2)", true, [1, 5, 3, 7, 2, 6, 4, 8])).Points.Values.ToArray()
        );
    }

    [Fact]
    public void A_vector_is_a_column_and_columns_can_be_chosen()
    {
        var vector = Read(Npy("<f8", 1, "(3,)", false, [1, 2, 3])).Points;
        Assert.Equal((3, 1), (vector.Count, vector.Dimension));
        var chosen = Read(Npy("<i4", 1, "(2, 3)", false, [1, 2, 7, 3, 4, 8]), new Columns(Label: "last"));
        Assert.Equal([1.0, 2, 3, 4], chosen.Points.Values.ToArray());
        Assert.Equal(["7", "8"], chosen.Labels!.Value);
    }

    [Theory]
    [InlineData("<c16", "(1, 1)", "elements of type '<c16' are not read")]
    [InlineData("|O", "(1, 1)", "elements of type '|O' are not read")]
    [InlineData("<f8", "(0, 3)", "an array of shape (0, 3) is not read")]
    [InlineData("<f8", "()", "an array of shape () is not read")]
    [InlineData("<f8", "(99999999999, 99999999999)", "is not read")]
    public void Arrays_that_hold_no_points_are_refused(string type, string shape, string fault)
    {
        var e = Assert.Throws<MalformedDataException>(() => Read(Npy(type, 1, shape, false, [1, 2, 3])));
        Assert.Contains(fault, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_is_named_with_its_place()
    {
        var whole = Npy("<f8", 1, "(3, 2)", false, [1, 2, 3, 4, 5, 6]);
        Assert.Contains("row 3, column 1: the file is cut short", Fault(whole[..^12]), StringComparison.Ordinal);
        Assert.Contains("goes on after", Fault([.. whole, 0]), StringComparison.Ordinal);
        Assert.Contains("ends inside its header", Fault(whole[..30]), StringComparison.Ordinal);
        Assert.Contains(
            "row 2, column 2: NaN is not finite",
            Fault(Npy("<f8", 1, "(2, 2)", false, [1, 2, 3, double.NaN])),
            StringComparison.Ordinal
        );
        Assert.Contains("version 9", Fault(Npy("<f8", 9, "(1,)", false, [1])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_in_IDX_form_are_flattened_gzipped_or_not(bool zipped)
    {
        var images = Read(Zip(Idx(0x08, [2, 2, 2], [0, 1, 2, 3, 4, 5, 6, 255]), zipped));
        Assert.Equal(("idx", 2, 4), (images.Format, images.Points.Count, images.Points.Dimension));
        Assert.Equal([0.0, 1, 2, 3, 4, 5, 6, 255], images.Points.Values.ToArray());
        var floats = Read(Zip(Idx(0x0D, [2], [0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0]), zipped));
        Assert.Equal([1.0, -2.0], floats.Points.Values.ToArray());
    }

    [Fact]
    public void Damaged_IDX_files_are_named()
    {
        var random = new Random(1);
        var pixels = new byte[100 * 784];
        random.NextBytes(pixels);
        var zipped = Zip(Idx(0x08, [100, 28, 28], pixels), true);
        Assert.Contains("gzip stream is damaged, cut short", Fault(zipped[..^5000]), StringComparison.Ordinal);
        zipped[5000] ^= 0xFF;
        Assert.Contains("gzip stream is damaged", Fault(zipped), StringComparison.Ordinal);
        Assert.Contains(
            "row 2, column 3: the file is cut short",
            Fault(Idx(0x08, [2, 4], [1, 2, 3, 4, 5, 6])),
            StringComparison.Ordinal
        );
        Assert.Contains("the magic number 0x01000803", Fault([1, 0, 8, 3, 0, 0, 0, 1], "digits.idx"), StringComparison.Ordinal);
        Assert.Contains("element type 0x0A", Fault([0, 0, 10, 1, 0, 0, 0, 1, 7]), StringComparison.Ordinal);
        // 4 * 10^9 points are claimed and one byte is there: found out without taking the memory.
        Assert.Contains("not read", Fault(Idx(0x08, [0xEFFFFFFF, 28], [1])), StringComparison.Ordinal);
        Assert.Contains("cut short", Fault(Idx(0x0E, [0x10000000, 7], [1])), StringComparison.Ordinal);
    }

    private static byte[] Npy(string type, byte version, string shape, bool fortran, double[] values)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}\n";
        var length = new byte[version == 1 ? 2 : 4];
        BitConverter.GetBytes(header.Length).AsSpan(0, length.Length).CopyTo(length);
        return
        [
            0x93,
            .. "NUMPY"u8,
            version,
            0,
            .. length,
            .. Encoding.ASCII.GetBytes(header),
            .. values.SelectMany(x => Element(type, x)),
        ];
    }

    private static byte[] Element(string type, double x)
    {
        byte[] little = type[1..] switch
        {
            "f8" => BitConverter.GetBytes(x),
            "f4" => BitConverter.GetBytes((float)x),
            "f2" => BitConverter.GetBytes((Half)x),
            "u8" => BitConverter.GetBytes((ulong)x),
            [_, >= '1' and <= '8'] => BitConverter.GetBytes((long)x)[..(type[2] - '0')],
            _ => BitConverter.GetBytes(x),
        };
        return type[0] == '>' ? [.. little.Reverse()] : little;
    }

    private static byte[] Idx(byte type, uint[] shape, byte[] data) =>
        [
            0,
            0,
            type,
            (byte)shape.Length,
            .. shape.SelectMany(n =>
            {
                var bytes = new byte[4];
                BinaryPrimitives.WriteUInt32BigEndian(bytes, n);
                return bytes;
            }),
            .. data,
        ];

    private static byte[] Zip(byte[] bytes, bool zipped)
    {
        if (!zipped)
            return bytes;
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Fastest))
            zip.Write(bytes);
        return memory.ToArray();
    }

    private string Fault(byte[] bytes, string name = "array.bin") =>
        Assert.Throws<MalformedDataException>(() => Read(bytes, name: name)).Message;

    private DataSet Read(byte[] bytes, Columns? columns = null, string name = "array.bin")
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return DataSet.Read(path, columns);
    }
}
