using System.Buffers;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Finds the address in what a person sends: pasted alone, or within a forwarded text.</summary>
internal static class PastedAddress
{
    private const int Longest = 2000;

    // Chinese text follows an address without a space, and punctuation after it does not belong to it.
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n\u3000<>\"“”‘’「」『』《》【】（），。；！？、");
    private static readonly char[] Trailing = ['.', ',', ';', '!', '?', ')', ']', '\'', ':'];

    /// <summary>Returns the first http(s) address in a text; null if there is none.</summary>
    public static string? Find(string text)
    {
        string[] schemes = ["https://", "http://"];
        return schemes.Select(s => text.IndexOf(s, StringComparison.OrdinalIgnoreCase)).Where(at => at >= 0).Order()
            .Select(at => Cut(text[at..])).FirstOrDefault(address => address is not null);
    }

    /// <summary>
    /// Returns the address that is the whole text; null if there is other text. Without a scheme, a path or www tells it from a name.
    /// </summary>
    public static string? Alone(string text)
    {
        text = text.Trim();
        if (Find(text) is { } address)
            return address.Length == text.TrimEnd(Trailing).Length ? address : null;
        return IsBare(text) && (text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || text.Contains('/', StringComparison.Ordinal))
            ? text : null;
    }

    /// <summary>Returns an address as it is written after a command, where the scheme may be missing; null if it is none.</summary>
    public static string? Read(string text) => Find(text) ?? (IsBare(text) ? text : null);

    private static bool IsBare(string text) =>
        text.Length <= Longest && text.Split('/')[0].Contains('.', StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace)
        && !text.Contains("://", StringComparison.Ordinal) && !text.Contains('@', StringComparison.Ordinal)
        && Uri.TryCreate("https://" + text, UriKind.Absolute, out var url) && url.Host.Contains('.', StringComparison.Ordinal);

    private static string? Cut(string text)
    {
        var end = text.AsSpan().IndexOfAny(Ends);
        var address = (end < 0 ? text : text[..end]).TrimEnd(Trailing);
        return address.Length <= Longest && Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Host.Length > 0 ? address : null;
    }
}
