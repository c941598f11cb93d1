using System.Buffers;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>Turns the addresses that documents write into absolute ones that are safe to follow.</summary>
internal static class WebAddress
{
    private const int LongestAddress = 8192;

    private static readonly SearchValues<char> Blanks = SearchValues.Create("\t\r\n\0");

    /// <summary>Returns the absolute http(s) form of <paramref name="href"/>, or null if it has none.</summary>
    public static string? Resolve(string? href, Uri? baseUrl) => ToUri(href, baseUrl) is { } uri && IsWeb(uri) ? uri.AbsoluteUri : null;

    /// <summary>Like <see cref="Resolve"/>, but allows mailto and tel too.</summary>
    public static string? ResolveLink(string? href, Uri? baseUrl) =>
        ToUri(href, baseUrl) is { } uri && (IsWeb(uri) || uri.Scheme is "mailto" or "tel") ? uri.AbsoluteUri : null;

    public static Uri? ToUri(string? href, Uri? baseUrl)
    {
        if (string.IsNullOrWhiteSpace(href) || href.Length > LongestAddress)
            return null;
        var text = href.Trim();
        if (text.AsSpan().ContainsAny(Blanks))
            text = string.Concat(text.Where(c => !Blanks.Contains(c)));
        // On Unix Uri reads "/a/b" as a file path, so only a written scheme makes an address absolute.
        if (HasScheme(text))
            return Uri.TryCreate(text, UriKind.Absolute, out var absolute) ? absolute : null;
        if (baseUrl is null)
            return null;
        return Uri.TryCreate(baseUrl, text.Replace('\\', '/'), out var resolved) ? resolved : null;
    }

    public static Uri? ParseBase(string? url) =>
        url is not null && Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri) && IsWeb(uri) ? uri : null;

    private static bool IsWeb(Uri uri) => uri.Scheme is "http" or "https" && uri.Host.Length > 0;

    private static bool HasScheme(string text)
    {
        var colon = text.AsSpan().IndexOfAny(":/?#");
        return colon > 0 && text[colon] == ':' && char.IsAsciiLetter(text[0])
            && text.AsSpan(0, colon).IndexOfAnyExcept(SchemeCharacters) < 0;
    }

    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
}
