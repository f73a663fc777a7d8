using System.Numerics.Tensors;

namespace Theory.Simulation.ScoreModels;

/// <summary>A finite family of functions on R^d, of which models take linear combinations.</summary>
public abstract record FeatureMap
{
    private const int MostOnStack = 1024;

    private FeatureMap() { }

    /// <summary>The number of functions.</summary>
    public abstract int Count { get; }

    /// <summary>The dimension d of their argument.</summary>
    public abstract int Dimension { get; }

    /// <summary>The value of every function at every point: points x functions, row by row.</summary>
    /// <exception cref="ArgumentException">The points have another dimension.</exception>
    public double[] At(Points points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Dimension != Dimension)
            throw new ArgumentException(
                $"The features take points of dimension {Dimension}, not {points.Dimension}.",
                nameof(points)
            );
        var values = new double[points.Count * Count];
        for (var i = 0; i < points.Count; i++)
            Fill(points[i], values.AsSpan(i * Count, Count));
        return values;
    }

    /// <summary>The linear combination with the given coefficients at every point.</summary>
    /// <exception cref="ArgumentException">The points have another dimension, or the coefficients are not as many as the functions.</exception>
    public double[] Combine(Points points, ReadOnlySpan<double> coefficients)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Dimension != Dimension || coefficients.Length != Count)
            throw new ArgumentException(
                $"{Count} features of dimension {Dimension} do not combine with {coefficients.Length} coefficients at points of dimension {points.Dimension}."
            );
        var sums = new double[points.Count];
        Combine(points, coefficients, sums);
        return sums;
    }

    private protected virtual void Combine(Points points, ReadOnlySpan<double> coefficients, Span<double> sums)
    {
        var values = new double[Count];
        for (var i = 0; i < sums.Length; i++)
        {
            Fill(points[i], values);
            sums[i] = TensorPrimitives.Dot(values, coefficients);
        }
    }

    private protected abstract void Fill(ReadOnlySpan<double> point, Span<double> values);

    private static Points Equally(double low, double high, int count) =>
        count >= 2 && low < high
            ? Points.Generate(count, 1, (i, row) => row[0] = low + (high - low) * i / (count - 1))
            : throw new ArgumentException(
                $"{count} features on [{low}, {high}]: give at least two on an interval of positive length."
            );

    /// <summary>Normal densities N(.; centre, deviation^2 I).</summary>
    /// <param name="Centres">The centres.</param>
    /// <param name="Deviation">The common standard deviation, positive.</param>
    public sealed record Radial(Points Centres, double Deviation) : FeatureMap
    {
        private readonly double[] squares =
        [
            .. Enumerable.Range(0, Centres.Count).Select(i => TensorPrimitives.SumOfSquares(Centres[i])),
        ];

        /// <summary>Densities on the line with equally spaced centres, both ends among them, half the spacing as deviation.</summary>
        public static Radial Between(double low, double high, int count) =>
            new(Equally(low, high, count), (high - low) / (count - 1) / 2);

        /// <inheritdoc/>
        public override int Count => Centres.Count;

        /// <inheritdoc/>
        public override int Dimension => Centres.Dimension;

        private protected override void Fill(ReadOnlySpan<double> point, Span<double> values)
        {
            // -|x - c|^2 / (2 w^2) - (d/2) log(2 pi w^2)
            if (Dimension == 1)
            {
                TensorPrimitives.Subtract(Centres.Values, point[0], values);
                TensorPrimitives.Multiply(values, values, values);
            }
            else
                for (var i = 0; i < values.Length; i++)
                    values[i] = squares[i] - 2 * TensorPrimitives.Dot(Centres[i], point) + TensorPrimitives.SumOfSquares(point);
            TensorPrimitives.Multiply(values, -1 / (2 * Deviation * Deviation), values);
            Elementwise.Exp(values, values);
            TensorPrimitives.Multiply(values, Math.Pow(2 * Math.PI * Deviation * Deviation, -Dimension / 2.0), values);
        }

        // On the line, function by function, so that the exponentials of all points are taken at once.
        private protected override void Combine(Points points, ReadOnlySpan<double> coefficients, Span<double> sums)
        {
            if (Dimension > 1)
            {
                base.Combine(points, coefficients, sums);
                return;
            }
            var values = new double[sums.Length];
            for (var j = 0; j < coefficients.Length; j++)
            {
                TensorPrimitives.Subtract(points.Values, Centres[j][0], values);
                TensorPrimitives.Multiply(values, values, values);
                TensorPrimitives.Multiply(values, -1 / (2 * Deviation * Deviation), values);
                Elementwise.Exp(values, values);
                TensorPrimitives.MultiplyAdd(values, coefficients[j], sums, sums);
            }
            TensorPrimitives.Multiply(sums, Math.Pow(2 * Math.PI * Deviation * Deviation, -0.5), sums);
        }
    }

    /// <summary>cos(k.x) of every frequency, then sin(k.x) of every frequency.</summary>
    /// <param name="Frequencies">The vectors k, in radians per unit of x; 0 gives the constant function.</param>
    public sealed record Fourier(Points Frequencies) : FeatureMap
    {
        /// <summary>The frequencies 0, 2 pi / period, ..., 2 pi (count - 1) / period on the line.</summary>
        public static Fourier OfPeriod(double period, int count) =>
            new(Points.Generate(count, 1, (i, row) => row[0] = 2 * Math.PI * i / period));

        /// <inheritdoc/>
        public override int Count => 2 * Frequencies.Count;

        /// <inheritdoc/>
        public override int Dimension => Frequencies.Dimension;

        private protected override void Fill(ReadOnlySpan<double> point, Span<double> values)
        {
            var cosines = values[..Frequencies.Count];
            var sines = values[Frequencies.Count..];
            for (var i = 0; i < sines.Length; i++)
                sines[i] = TensorPrimitives.Dot(Frequencies[i], point);
            Elementwise.Cos(sines, cosines);
            Elementwise.Sin(sines, sines);
        }
    }

    /// <summary>Some of the functions of another map, in the order of their indices.</summary>
    /// <param name="Whole">The other map.</param>
    /// <param name="Indices">Which of its functions, counted from 0.</param>
    public sealed record Chosen(FeatureMap Whole, IReadOnlyList<int> Indices) : FeatureMap
    {
        /// <inheritdoc/>
        public override int Count => Indices.Count;

        /// <inheritdoc/>
        public override int Dimension => Whole.Dimension;

        private protected override void Fill(ReadOnlySpan<double> point, Span<double> values)
        {
            var all = Whole.Count <= MostOnStack ? stackalloc double[Whole.Count] : new double[Whole.Count];
            Whole.Fill(point, all);
            for (var i = 0; i < values.Length; i++)
                values[i] = all[Indices[i]];
        }
    }

    /// <summary>f(w.x + b) of fixed weights: the hidden layer of a random-feature model.</summary>
    /// <param name="Weights">The vectors w.</param>
    /// <param name="Biases">The numbers b, as many.</param>
    /// <param name="Activation">f.</param>
    public sealed record Hidden(Points Weights, IReadOnlyList<double> Biases, Activation Activation) : FeatureMap
    {
        /// <inheritdoc/>
        public override int Count => Weights.Count;

        /// <inheritdoc/>
        public override int Dimension => Weights.Dimension;

        private protected override void Fill(ReadOnlySpan<double> point, Span<double> values)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = TensorPrimitives.Dot(Weights[i], point) + Biases[i];
            Activation.Apply(values, values);
        }
    }

    /// <summary>
    /// The products of a function of the point and a function of the time, the point's outermost: feature (i, j) at
    /// i * (time features) + j. Its argument is (x, t).
    /// </summary>
    /// <param name="Space">Functions of x.</param>
    /// <param name="Time">Functions of t.</param>
    public sealed record SpaceTime(FeatureMap Space, FeatureMap Time) : FeatureMap
    {
        /// <inheritdoc/>
        public override int Count => Space.Count * Time.Count;

        /// <inheritdoc/>
        public override int Dimension => Space.Dimension + 1;

        private protected override void Fill(ReadOnlySpan<double> point, Span<double> values)
        {
            var time = Time.Count <= MostOnStack ? stackalloc double[Time.Count] : new double[Time.Count];
            var space = Space.Count <= MostOnStack ? stackalloc double[Space.Count] : new double[Space.Count];
            Time.Fill(point[^1..], time);
            Space.Fill(point[..^1], space);
            for (var i = 0; i < space.Length; i++)
                TensorPrimitives.Multiply(time, space[i], values.Slice(i * time.Length, time.Length));
        }

        /// <summary>The coefficients by functions of x alone of what a row of coefficients is at time t.</summary>
        internal double[] Freeze(ReadOnlySpan<double> coefficients, double time)
        {
            var at = Time.At(Points.OnLine(time));
            var frozen = new double[coefficients.Length / at.Length];
            for (var i = 0; i < frozen.Length; i++)
                frozen[i] = TensorPrimitives.Dot(coefficients.Slice(i * at.Length, at.Length), at);
            return frozen;
        }
    }
}
