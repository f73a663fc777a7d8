using Theory.Simulation.Randomness;

namespace Theory.Simulation.Tests;

public class ElementwiseTests
{
    private delegate void Elements(ReadOnlySpan<double> x, Span<double> y);

    public static TheoryData<string, double> Functions =>
        new()
        {
            { "exp", 1e3 }, // beyond what a double holds, on both sides
            { "cos", 1e8 },
            { "sin", 1e8 },
        };

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_bits_do_not_depend_on_where_the_elements_lie(string name, double reach)
    {
        Elements apply = name switch
        {
            "exp" => Elementwise.Exp,
            "cos" => Elementwise.Cos,
            _ => Elementwise.Sin,
        };
        const int count = 201;
        var draws = RandomStream.Root(1).Gaussians(2 * count);
        // Small and large elements side by side.
        var x = draws[..count].Select((z, i) => draws[count + i] > 0 ? z : reach * z).ToArray();
        var expected = new double[count];
        apply(x, expected);
        for (var offset = 0; offset < 8; offset++)
        {
            var memory = GC.AllocateArray<double>(count + 8, pinned: true).AsSpan(offset, count);
            x.CopyTo(memory);
            apply(memory, memory);
            for (var i = 0; i < count; i++)
                Assert.Equal(BitConverter.DoubleToInt64Bits(expected[i]), BitConverter.DoubleToInt64Bits(memory[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void They_are_what_their_names_say(string name, double reach)
    {
        (Elements Apply, Func<double, double> Reference) f = name switch
        {
            "exp" => (Elementwise.Exp, Math.Exp),
            "cos" => (Elementwise.Cos, Math.Cos),
            _ => (Elementwise.Sin, Math.Sin),
        };
        double[] x = [0, 1, -1, .5, 3, -30, 600, reach, -reach, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        var y = new double[x.Length];
        f.Apply(x, y);
        for (var i = 0; i < x.Length; i++)
            if (double.IsFinite(f.Reference(x[i])))
                Assert.Equal(f.Reference(x[i]), y[i], 1e-15 * (1 + Math.Abs(f.Reference(x[i]))));
            else
                Assert.Equal(f.Reference(x[i]), y[i]);
    }

    [Fact]
    public void The_sigmoid_is_within_rounding_at_any_length()
    {
        for (var count = 0; count < 40; count++)
        {
            var x = Array.ConvertAll(RandomStream.Root(2).Gaussians(count), z => (float)(20 * z));
            var y = new float[count];
            Elementwise.Sigmoid(x, y);
            for (var i = 0; i < count; i++)
                Assert.Equal(1 / (1 + Math.Exp(-(double)x[i])), y[i], 4e-7 / (1 + Math.Exp(-(double)x[i])) + 1e-38);
        }
    }
}
