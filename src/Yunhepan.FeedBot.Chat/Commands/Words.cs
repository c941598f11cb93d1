using Yunhepan.FeedBot.Catalogue.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Splits an argument into words.</summary>
internal static class Words
{
    private const string Spaces = " \t\r\n\u3000";

    public static (string Head, string Tail) First(string text)
    {
        var end = text.AsSpan().IndexOfAny(Spaces);
        return end < 0 ? (text, "") : (text[..end], text[(end + 1)..].Trim());
    }

    public static (string Head, string Tail) Last(string text)
    {
        var start = text.AsSpan().LastIndexOfAny(Spaces);
        return start < 0 ? ("", text) : (text[..start].Trim(), text[(start + 1)..]);
    }

    /// <summary>Returns whether the last words of a text stand apart from those before; true if there are none.</summary>
    public static bool IsApart(string text, string last) =>
        last.Length == 0
        || (text.Length > last.Length && text.EndsWith(last, StringComparison.Ordinal) && Spaces.Contains(text[^(last.Length + 1)]));

    /// <summary>Returns whether a text is one web address and nothing else.</summary>
    public static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && Split(text).Length == 1;

    /// <summary>Returns a word of ours as it is compared: in small letters and, if it is Chinese, in simplified characters.</summary>
    public static string Plain(string word) => SimplifiedCharacters.Simplify(word.ToLowerInvariant());

    public static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
