namespace Yunhepan.FeedBot.TelegramEmulator.Entities;

/// <summary>
/// Decides which addresses Telegram accepts in links and buttons. A host without a dot, such as localhost, is refused.
/// </summary>
internal static class LinkAddress
{
    /// <summary>The address as Telegram would keep it, or null.</summary>
    public static string? Check(string address)
    {
        address = address.Trim();
        if (address.Length is 0 or > 2048)
            return null;
        var full = address.Contains("://", StringComparison.Ordinal)
            || address.StartsWith("tg:", StringComparison.OrdinalIgnoreCase)
            || address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? address : "http://" + address;
        if (!Uri.TryCreate(full, UriKind.Absolute, out var uri))
            return null;
        return uri.Scheme switch
        {
            "tg" or "ton" or "tonsite" => full,
            "http" or "https" when uri.Host.Contains('.', StringComparison.Ordinal) || uri.HostNameType is UriHostNameType.IPv6 =>
                uri.AbsolutePath == "/" && !full.EndsWith('/') && uri.Query.Length == 0 && uri.Fragment.Length == 0 ? full + "/" : full,
            _ => null,
        };
    }
}
