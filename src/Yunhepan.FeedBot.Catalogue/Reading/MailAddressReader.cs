using System.Buffers;
using System.Globalization;
using System.Net.Mail;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Reads the mailbox of a target: one address and nothing else, so that it cannot become another recipient or a header.</summary>
internal static class MailAddressReader
{
    // RFC 5321, 4.5.3.1: the path without its brackets, and the name.
    private const int LongestAddress = 254;
    private const int LongestName = 64;

    private static readonly SearchValues<char> NoSigns = SearchValues.Create("<>()[]\\,;:\"");

    /// <returns>The address with <c>mailto:</c>; null after recording a fault, which does not repeat it.</returns>
    public static string? Read(ObjectReader members, string folder)
    {
        if (members.Has("url"))
            members.Fault("url", "a target of the kind \"mail\" has an \"address\" instead");
        if (members.Required("address") is not { } text)
            return null;
        var resolved = Secrets.Resolve(text, folder, out var problem);
        if (problem is null && Normalise(resolved) is { } address)
            return "mailto:" + address;
        members.Fault("address", problem ?? "it must be one mail address without a name, such as desk@example.org, in ASCII before the @");
        return null;
    }

    /// <summary>Returns an address with its domain in lower-case ASCII; null if it is none.</summary>
    public static string? Normalise(string text)
    {
        var at = text.LastIndexOf('@');
        if (at is < 1 or > LongestName || text.Length > LongestAddress || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            || text.AsSpan().ContainsAny(NoSigns) || !text.AsSpan(0, at).ContainsOnlyAscii()
            || !MailAddress.TryCreate(text, out _))
            return null;
        try
        {
            return text[..at] + "@" + new IdnMapping().GetAscii(text[(at + 1)..]).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool ContainsOnlyAscii(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('!', '~');
}
