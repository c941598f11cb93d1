using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>What tells texts apart in substance, as short as a hash.</summary>
public static class SubstanceHash
{
    /// <summary>Hash of the substance: letters and digits of title and text, so that spacing and punctuation do not count.</summary>
    public static string Compute(string title, string text)
    {
        var substance = new StringBuilder(title.Length + text.Length + 1);
        foreach (var part in (ReadOnlySpan<string>)[title, text])
        {
            foreach (var rune in part.Normalize(NormalizationForm.FormKC).EnumerateRunes())
            {
                // Only letters of two cases are worth the way through ICU: most of a Chinese text is not.
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
