using System.Globalization;
using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Theory.Simulation.Data;
using Theory.Testing;

namespace Theory.Simulation.Tests.Data;

public sealed class CsvTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("theory-csv").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_digits_have_64_coordinates_and_a_label()
    {
        var digits = DataSet.Read(Golden.Data("digits.csv"), new Columns(Label: "last"));
        Assert.Equal((1797, 64, "1-64"), (digits.Points.Count, digits.Points.Dimension, digits.Columns.ToString()));
        Assert.Equal([5.0, 13.0, 9.0], digits.Points[0][2..5].ToArray());
        Assert.Equal("8", digits.Labels!.Value[1796]);
        Assert.False(digits.HasHeader);
    }

    [Fact]
    public void A_header_is_recognised_and_its_names_choose_columns()
    {
        var roll = DataSet.Read(Golden.PathOf("swiss_roll_200.csv"), new Columns("y"));
        Assert.Equal((200, 1, true), (roll.Points.Count, roll.Points.Dimension, roll.HasHeader));
        Assert.Equal(-1.44890118, roll.Points[0][0]);
    }

    [Theory]
    [InlineData("1,2\n3,4\n", "comma")]
    [InlineData("\ufeff1,2\r\n3,4", "byte order mark and CRLF")]
    [InlineData("a,b\r1,2\r3,4\r", "carriage returns")]
    [InlineData("1;2\n3;4", "semicolons")]
    [InlineData("1,0;2,00\n3,0e0;4,0", "decimal commas")]
    [InlineData("\"1\";\"2,0\"\n3;4", "quotes")]
    [InlineData("1\t2\n\n3\t4\n\n", "tabs and blank lines")]
    [InlineData(" 1 , 2\n+3,4.\n", "blanks and signs")]
    [InlineData("x,\"a \"\"quoted\"\"\nname\"\n1,2\n3,4", "a header cell over two lines")]
    public void The_same_points_are_read_from_every_dialect(string text, string dialect)
    {
        var points = Read(text).Points;
        Assert.True(points.Values.SequenceEqual([1.0, 2, 3, 4]), dialect);
    }

    [Theory]
    [InlineData("1,2\n3\n", "row 2, column 2", "1 cell(s) where row 1 has 2")]
    [InlineData("1,2\n3,4,5\n", "row 2, column 3", "3 cell(s)")]
    [InlineData("x,y\n1,2\nnan,4", "row 3, column 1", "'nan' is not finite")]
    [InlineData("1,2\n3,inf", "row 2, column 2", "'inf' is not finite")]
    [InlineData("1,2\n3,1e999", "row 2, column 2", "'1e999' is not finite")]
    [InlineData("nan,nan\n1,2", "row 1, column 1", "'nan' is not finite")]
    [InlineData("1,2\n3,", "row 2, column 2", "the cell is empty")]
    [InlineData("1,2\n3,four", "row 2, column 2", "'four' is not a number")]
    [InlineData("1 2\n3 4", "row 2, column 1", "separated by commas, semicolons or tabs")]
    [InlineData("1,2\n0x10,4", "row 2, column 1", "'0x10' is not a number")]
    [InlineData("x,y\n", "row 1", "no point under the header")]
    [InlineData("", "", "empty")]
    [InlineData("\n \n", "", "empty")]
    [InlineData("1,2\n\"3,4", "row 2, column 1", "ends inside a quoted cell")]
    public void A_fault_is_one_line_with_its_row_and_column(string text, string place, string fault)
    {
        var e = Assert.Throws<MalformedDataException>(() => Read(text));
        Assert.Contains(place, e.Message, StringComparison.Ordinal);
        Assert.Contains(fault, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory]
    [InlineData("1-3", null, "There is no column 3; the table has columns 1 to 2")]
    [InlineData("0", null, "There is no column 0")]
    [InlineData("2-1", null, "runs backwards")]
    [InlineData("1,1", null, "asked for twice")]
    [InlineData("z", null, "There is no column 'z'; the header has x, y")]
    [InlineData("", null, "There is no column ''")]
    public void A_column_that_does_not_exist_is_named(string? columns, string? label, string fault)
    {
        var e = Assert.Throws<MalformedDataException>(() => Read("x,y\n1,2\n", new Columns(columns, label)));
        Assert.Contains(fault, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_labels_need_no_numbers()
    {
        var iris = Read("5.1,3.5,setosa\n7.0,3.2,versicolor\n", new Columns(Label: "last"));
        Assert.Equal(["setosa", "versicolor"], iris.Labels!.Value);
        Assert.Equal("1-2", iris.Columns.ToString());
        Assert.Throws<MalformedDataException>(() => Read("5.1,3.5,setosa\n7.0,3.2,versicolor\n"));
    }

    [Fact]
    public void A_line_of_200000_cells_is_one_point()
    {
        var wide = Read(string.Join(',', Enumerable.Range(0, 200_000)));
        Assert.Equal((1, 200_000, 199_999.0), (wide.Points.Count, wide.Points.Dimension, wide.Points[0][199_999]));
    }

    [Fact]
    public void An_endless_cell_is_a_fault_and_not_a_heap()
    {
        var e = Assert.Throws<MalformedDataException>(() => Read("1,2\n" + new string('7', 1 << 20)));
        Assert.Contains("row 2, column 1: the cell is longer than 4096", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_a_fault()
    {
        var path = Path.Combine(folder, "image.csv");
        File.WriteAllBytes(path, [0xFF, 0xD8, 0xE0, 0x80, 0x81]);
        Assert.Contains(
            "image.csv: its first bytes are not UTF-8",
            Assert.Throws<MalformedDataException>(() => DataSet.Read(path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_gzipped_table_is_read_and_a_truncated_one_refused()
    {
        var text = string.Join('\n', Enumerable.Range(0, 20_000).Select(i => $"{i},{i * i % 977}"));
        var path = Path.Combine(folder, "table.csv.gz");
        using (var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            zip.Write(Encoding.UTF8.GetBytes(text));
        Assert.Equal(20_000, DataSet.Read(path).Points.Count);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^2000]);
        Assert.Contains(
            "gzip",
            Assert.Throws<MalformedDataException>(() => DataSet.Read(path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Scaling_maps_onto_the_unit_interval_or_standardises()
    {
        const string text = "0,5\n4,5\n8,5\n";
        Assert.Equal([0, .625, .5, .625, 1, .625], Read(text, scaling: Scaling.Unit).Points.Values.ToArray());
        var standard = Read(text, scaling: Scaling.Standard).Points;
        Assert.Equal(
            [-Math.Sqrt(1.5), 0, Math.Sqrt(1.5)],
            standard.Column(0).Select(x => Math.Round(x, 15)),
            (a, b) => Math.Abs(a - b) < 1e-14
        );
        Assert.All(standard.Column(1), x => Assert.Equal(0, x));
        var e = Assert.Throws<MalformedDataException>(() => Read("5,5\n5,5", scaling: Scaling.Unit));
        Assert.Contains("no range", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Printed_doubles_come_back_bit_for_bit()
    {
        var tables =
            from width in Gen.Choose(1, 5)
            from count in Gen.Choose(1, 6)
            from cells in ArbMap.Default.GeneratorFor<NormalFloat>().ArrayOf(width * count)
            select (width, cells: Array.ConvertAll(cells, x => (double)x));
        Forall.Holds(
            Arb.From(tables),
            table =>
            {
                var lines = table
                    .cells.Chunk(table.width)
                    .Select(row => string.Join(',', row.Select(x => x.ToString("R", CultureInfo.InvariantCulture))));
                return Read(string.Join("\r\n", lines)).Points.Values.SequenceEqual(table.cells);
            },
            trials: 200
        );
    }

    [Theory]
    [InlineData("\"a;b\",c\n1,2\n3,4\n")]
    [InlineData(" \"a\tb\", c\n1,2\n3,4\n")]
    [InlineData("\"a\";\"b,c\"\n1,0;2\n3;4\n")]
    public void A_separator_inside_quotes_separates_nothing(string text) =>
        Assert.Equal([1.0, 2, 3, 4], Read(text).Points.Values.ToArray());

    [Theory]
    [InlineData("1e200\n2e200\n5e200\n", "Coordinate 1 varies by so much")]
    [InlineData("7,1e-200\n7,2e-200\n7,5e-200\n", "Coordinate 2 varies by so much or so little")]
    [InlineData("1e308\n-1e308\n0\n", "Coordinate 1 varies by so much")]
    public void A_variance_that_no_double_holds_is_a_fault_and_not_a_constant(string text, string fault) =>
        Assert.Contains(
            fault,
            Assert.Throws<MalformedDataException>(() => Read(text, scaling: Scaling.Standard)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_pipe_is_refused_because_its_first_bytes_are_gone_when_its_format_is_known()
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = Path.Combine(folder, "pipe");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [path]))
            await made.WaitForExitAsync();
        var writer = Task.Run(() => File.WriteAllText(path, "11,22\n33,44\n"));
        var e = Assert.Throws<MalformedDataException>(() => DataSet.Read(path));
        Assert.Contains("it is a pipe", e.Message, StringComparison.Ordinal);
        try
        {
            await writer;
        }
        catch (IOException) { } // nobody reads on
    }

    private DataSet Read(string text, Columns? columns = null, Scaling scaling = Scaling.None)
    {
        var path = Path.Combine(folder, "table.csv");
        File.WriteAllText(path, text);
        return DataSet.Read(path, columns, scaling);
    }
}
