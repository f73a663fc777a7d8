using System.Diagnostics;

namespace Theory.Testing;

/// <summary>A fact that needs pdflatex; where it is absent the test is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PdfLatexFactAttribute : FactAttribute
{
    public PdfLatexFactAttribute()
    {
        if (!IsPresent())
            Skip = "pdflatex is not here (Debian: texlive-latex-base, texlive-latex-extra, texlive-pictures, lmodern).";
    }

    private static bool IsPresent()
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("pdflatex", "--version") { RedirectStandardOutput = true, RedirectStandardError = true }
            );
            process!.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
