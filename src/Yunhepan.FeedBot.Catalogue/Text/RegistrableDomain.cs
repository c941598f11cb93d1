using System.Net;

namespace Yunhepan.FeedBot.Catalogue.Text;

/// <summary>
/// Returns the registered part of a host's name, which shows who is responsible for it. Hosts of one organisation or platform
/// share servers, so they share a throttle. If the rule is wrong, it treats two domains as one, which is the polite side (ADR
/// 30).
/// </summary>
public static class RegistrableDomain
{
    /// <summary>Second-level domains under which countries register names.</summary>
    private static readonly HashSet<string> SecondLevels = new(
        "ac co com edu gob gouv gov govt ltd mil ne net nhs nic nom or org plc police sch".Split(' '), StringComparer.Ordinal);

    /// <summary>China's provinces are second-level domains too.</summary>
    private static readonly HashSet<string> Provinces = new(
        "ah bj cq fj gd gs gx gz ha hb he hi hk hl hn jl js jx ln mo nm nx qh sc sd sh sn sx tj tw xj xz yn zj".Split(' '),
        StringComparer.Ordinal);

    /// <param name="host">A name in ASCII, or an IP address.</param>
    public static string FromHost(string host)
    {
        var name = host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();
        if (IPAddress.TryParse(name, out _))
            return name;
        var labels = name.Split('.');
        var kept = labels.Length > 2 && labels[^1].Length == 2
            && (SecondLevels.Contains(labels[^2]) || (labels[^1] == "cn" && Provinces.Contains(labels[^2]))) ? 3 : 2;
        return labels.Length <= kept ? name : string.Join('.', labels[^kept..]);
    }

    /// <param name="url">An absolute address; any other text is returned unchanged.</param>
    public static string FromUrl(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? FromHost(address.IdnHost) : url;
}
