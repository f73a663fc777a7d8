using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Theory.Cli.Tests;

public sealed partial class ReportPageTests : IDisposable
{
    private static readonly int[] Widths = [390, 1400];

    // What the eye needs: letters of this height, and a contrast of WCAG's level AAA.
    private const double SmallestLetters = 9;
    private const double LeastContrast = 7;

    private readonly string folder = Directory.CreateTempSubdirectory("theory-page-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // A page that measures the report in frames of both widths: it is the tests' and has the script that reports have not.
    private const string Ruler = """
        <!DOCTYPE html><body><script>
        let left = 2
        for (const width of [390, 1400]) {
          const frame = document.createElement('iframe')
          frame.style = `width:${width}px;height:3000px;border:0`
          frame.onload = () => {
            const page = frame.contentDocument, style = e => frame.contentWindow.getComputedStyle(e)
            const texts = [...page.querySelectorAll('svg text')].map(t => [parseFloat(style(t).fontSize), t.ownerSVGElement])
              .map(([size, svg]) => size * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)
            const words = [...page.querySelectorAll('p,td,th,dd,dt,li,pre,small,footer')].map(e => parseFloat(style(e).fontSize))
            const line = document.createElement('p')
            line.textContent = `measured ${width} ${page.documentElement.scrollWidth} ${Math.min(...texts, ...words)} ${style(page.body).color} on ${style(page.body).backgroundColor}`
            document.body.append(line)
          }
          frame.src = 'report.html'
          document.body.append(frame)
        }
        </script></body>
        """;

    [ChromiumFact]
    public void A_report_is_legible_on_a_telephone_and_a_wide_screen_light_and_dark()
    {
        var results = Directory.CreateDirectory(Path.Combine(folder, "results")).FullName;
        ReportVerbTests.Examples(results);
        Assert.Equal(ExitCode.Done, Ran.Theory("report", results, "-o", Path.Combine(folder, "report.html")).Code);
        File.WriteAllText(Path.Combine(folder, "ruler.html"), Ruler);
        foreach (var scheme in new[] { 1, 0 }) // light, dark
        {
            var lines = Measured(scheme);
            Assert.Equal(Widths, lines.Select(line => line.Width));
            Assert.All(lines, line => Assert.True(line.Needed <= line.Width, $"{line.Needed} px wide at {line.Width}"));
            Assert.All(lines, line => Assert.True(line.Smallest >= SmallestLetters, $"letters of {line.Smallest} px"));
            Assert.All(lines, line => Assert.True(line.Contrast >= LeastContrast, $"contrast {line.Contrast}"));
            Assert.All(lines, line => Assert.Equal(scheme == 0, line.IsDark));
            foreach (var width in Widths)
                Assert.Equal((width, 2400), Screenshot(width, scheme));
        }
    }

    private List<Line> Measured(int scheme) =>
        [
            .. Measurement()
                .Matches(
                    Chromium.Run(
                        folder,
                        "--allow-file-access-from-files",
                        $"--blink-settings=preferredColorScheme={scheme}",
                        "--virtual-time-budget=10000",
                        "--dump-dom",
                        Path.Combine(folder, "ruler.html")
                    )
                )
                .Select(match =>
                    Line.Of([.. match.Groups.Values.Skip(1).Select(g => double.Parse(g.Value, CultureInfo.InvariantCulture))])
                )
                .OrderBy(line => line.Width),
        ];

    private (int Width, int Height) Screenshot(int width, int scheme)
    {
        var file = Path.Combine(folder, $"{width}-{scheme}.png");
        Chromium.Run(
            folder,
            $"--blink-settings=preferredColorScheme={scheme}",
            $"--window-size={width},2400",
            $"--screenshot={file}",
            Path.Combine(folder, "report.html")
        );
        // The folder of an environment variable keeps the pictures for whoever wants to look at them.
        if (Environment.GetEnvironmentVariable("THEORY_SCREENSHOTS") is { Length: > 0 } kept)
            File.Copy(file, Path.Combine(Directory.CreateDirectory(kept).FullName, Path.GetFileName(file)), overwrite: true);
        var head = File.ReadAllBytes(file).AsSpan(16, 8);
        return (BinaryPrimitives.ReadInt32BigEndian(head), BinaryPrimitives.ReadInt32BigEndian(head[4..]));
    }

    private sealed record Line(int Width, double Needed, double Smallest, double Contrast, bool IsDark)
    {
        public static Line Of(double[] values)
        {
            var (ink, paper) = (Luminance(values[3..6]), Luminance(values[6..9]));
            return new(
                (int)values[0],
                values[1],
                values[2],
                (Math.Max(ink, paper) + 0.05) / (Math.Min(ink, paper) + 0.05),
                paper < ink
            );
        }

        // Relative luminance of an sRGB colour, WCAG 2.
        private static double Luminance(double[] rgb) =>
            rgb.Select(c => c / 255)
                .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))
                .Zip([0.2126, 0.7152, 0.0722], (c, weight) => c * weight)
                .Sum();
    }

    [GeneratedRegex(@"measured (\d+) (\d+) ([\d.]+) rgb\((\d+), (\d+), (\d+)\) on rgb\((\d+), (\d+), (\d+)\)")]
    private static partial Regex Measurement();
}
