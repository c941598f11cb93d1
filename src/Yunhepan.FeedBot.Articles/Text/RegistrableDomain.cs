using System.Net;

namespace Yunhepan.FeedBot.Articles.Text;

/// <summary>
/// Who answers for a host: the part of its name that is registered. Hosts of one organisation, and of one platform, share its
/// servers, so they share its turns. Where the rule errs it takes two for one, which is the polite side (ADR 30).
/// </summary>
public static class RegistrableDomain
{
    /// <summary>Second levels under which countries register names.</summary>
    private static readonly HashSet<string> SecondLevels = new(
        "ac co com edu gob gouv gov govt ltd mil ne net nhs nic nom or org plc police sch".Split(' '), StringComparer.Ordinal);

    /// <summary>China's provinces are second levels too.</summary>
    private static readonly HashSet<string> Provinces = new(
        "ah bj cq fj gd gs gx gz ha hb he hi hk hl hn jl js jx ln mo nm nx qh sc sd sh sn sx tj tw xj xz yn zj".Split(' '),
        StringComparer.Ordinal);

    /// <param name="host">A name in ASCII, or an address.</param>
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

    /// <param name="url">An absolute address; anything else stands for itself.</param>
    public static string FromUrl(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? FromHost(address.IdnHost) : url;
}
