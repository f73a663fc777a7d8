using System.Diagnostics;

namespace Theory.Proofs.Tests;

/// <summary>A fact that needs pdflatex; where it is absent the test is reported as skipped.</summary>
public sealed class PdfLatexFactAttribute : FactAttribute
{
    public PdfLatexFactAttribute()
    {
        if (!IsPresent())
            Skip = "pdflatex is not installed (Debian: texlive-latex-base, texlive-latex-recommended).";
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
