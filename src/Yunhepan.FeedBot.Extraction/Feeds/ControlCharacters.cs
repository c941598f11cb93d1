using System.Buffers;
using System.Text;

namespace Yunhepan.FeedBot.Extraction.Feeds;

/// <summary>
/// Replaces control characters. "&amp;#150;" and windows-1252 bytes that were read as Latin-1 give C1 controls; they become the
/// dashes and quotes of windows-1252, as HTML prescribes (five have no meaning there and stay). All other controls are removed.
/// </summary>
internal static class ControlCharacters
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r')), .. Enumerable.Range(0x7F, 0x21)
            .Select(c => (char)c), '\uFFFE', '\uFFFF']);

    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    public static string Mend(string text)
    {
        var first = text.AsSpan().IndexOfAny(Suspects);
        if (first < 0)
            return text;
        var mended = new StringBuilder(text.Length).Append(text, 0, first);
        foreach (var c in text.AsSpan(first))
        {
            if (!Suspects.Contains(c))
                mended.Append(c);
            else if (c is >= '\u0080' and <= '\u009F')
                mended.Append(Windows1252[c - 0x80]);
        }

        return mended.ToString();
    }
}
