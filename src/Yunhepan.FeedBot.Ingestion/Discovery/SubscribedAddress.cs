namespace Yunhepan.FeedBot.Ingestion.Discovery;

/// <summary>Normalises feed addresses that other feed readers exported.</summary>
internal static class SubscribedAddress
{
    /// <summary>
    /// Completes the scheme: old feed readers wrote <c>feed://host/</c> and <c>feed:https://host/</c>, and people omit the
    /// scheme.
    /// </summary>
    public static string WithScheme(string address)
    {
        if (address.StartsWith("feed://", StringComparison.OrdinalIgnoreCase))
            return "http" + address["feed".Length..];
        if (address.StartsWith("feed:", StringComparison.OrdinalIgnoreCase))
            return WithScheme(address["feed:".Length..]);
        var isBare = !address.Contains("://", StringComparison.Ordinal) && address.Split('/')[0] is var host
            && host.Contains('.', StringComparison.Ordinal) && !host.Contains('@', StringComparison.Ordinal);
        return isBare ? "http://" + address : address;
    }

    public static string WithoutPassword(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.UserInfo.Length > 0
            ? address.Replace(url.UserInfo + "@", "…@", StringComparison.Ordinal) : address;
}
