using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>Computes a hash that distinguishes texts by their substance.</summary>
public static class SubstanceHash
{
    /// <summary>Hashes the letters and digits of title and text, so that spacing and punctuation do not count.</summary>
    public static string Compute(string title, string text)
    {
        var substance = new StringBuilder(title.Length + text.Length + 1);
        foreach (var part in (ReadOnlySpan<string>)[title, text])
        {
            foreach (var rune in part.Normalize(NormalizationForm.FormKC).EnumerateRunes())
            {
                // Only letters with two cases need ICU, and most of a Chinese text has none.
                if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter)
                    substance.Append(Rune.ToLowerInvariant(rune));
                else if (Rune.IsLetterOrDigit(rune))
                    substance.Append(rune);
            }

            substance.Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(substance.ToString())));
    }
}
