using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Yunhepan.FeedBot.Extraction.Html;

/// <summary>Turns the addresses that documents write into absolute ones that are safe to follow.</summary>
internal static class WebAddress
{
    private const int LongestAddress = 8192;

    /// <summary>A label of a host has at most 63 characters; a host this short cannot break that rule.</summary>
    private const int LongestPlainHost = 64;

    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    private static readonly SearchValues<char> PathCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/?#");

    private static readonly SearchValues<char> Blanks = SearchValues.Create("\t\r\n\0");

    /// <summary>Returns the absolute http(s) form of <paramref name="href"/>, or null if it has none.</summary>
    public static string? Resolve(string? href, Uri? baseUrl) =>
        IsFinal(href) ? href : ToUri(href, baseUrl) is { } uri && IsWeb(uri) ? uri.AbsoluteUri : null;

    /// <summary>Like <see cref="Resolve"/>, but allows mailto and tel too.</summary>
    public static string? ResolveLink(string? href, Uri? baseUrl) =>
        IsFinal(href) ? href : ToUri(href, baseUrl) is { } uri && (IsWeb(uri) || uri.Scheme is "mailto" or "tel") ? uri.AbsoluteUri : null;

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

    /// <summary>
    /// Returns true for an address that Uri would write as it is, which most are: an absolute one whose host is a plain name and
    /// whose path holds nothing to escape, to unescape or to shorten. Taking it apart would cost more than the rest of its tag.
    /// </summary>
    internal static bool IsFinal([NotNullWhen(true)] string? href)
    {
        if (href is null || href.Length > LongestAddress || !href.StartsWith("http", StringComparison.Ordinal))
            return false;
        var rest = href.AsSpan(href.StartsWith("https", StringComparison.Ordinal) ? 5 : 4);
        if (!rest.StartsWith("://") || rest[3..].IndexOf('/') is not (> 3 and < LongestPlainHost and var length))
            return false;
        var host = rest.Slice(3, length);
        var path = rest[(3 + length)..];
        return host.IndexOfAnyExcept(HostCharacters) < 0 && host.LastIndexOf('.') is > 0 and var dot && dot < length - 2
            && host[(dot + 1)..].IndexOfAnyExceptInRange('a', 'z') < 0
            && host[0] is not ('-' or '.') && host.IndexOf("..") < 0 && host.IndexOf("-.") < 0 && host.IndexOf(".-") < 0
            && path.IndexOfAnyExcept(PathCharacters) < 0 && path.IndexOf("/.") < 0 && path.IndexOf('#') == path.LastIndexOf('#');
    }

    private static bool HasScheme(string text)
    {
        var colon = text.AsSpan().IndexOfAny(":/?#");
        return colon > 0 && text[colon] == ':' && char.IsAsciiLetter(text[0])
            && text.AsSpan(0, colon).IndexOfAnyExcept(SchemeCharacters) < 0;
    }

    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
}
