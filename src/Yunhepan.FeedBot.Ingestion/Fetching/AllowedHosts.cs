using System.Globalization;
using System.Net;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>The operator's list of hosts and networks that may be reached although they are not public.</summary>
internal sealed class AllowedHosts
{
    private readonly HashSet<(string Host, int? Port)> _hosts = [];
    private readonly List<IPNetwork> _networks = [];

    public AllowedHosts(IEnumerable<string> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Contains('/', StringComparison.Ordinal))
                _networks.Add(IPNetwork.Parse(entry.Trim()));
            else
                _hosts.Add(Split(entry)!.Value);
        }
    }

    public static bool IsValid(string entry) =>
        entry.Contains('/', StringComparison.Ordinal) ? IPNetwork.TryParse(entry.Trim(), out _) : Split(entry) is not null;

    /// <param name="host">The host in the address: a name or a literal.</param>
    /// <param name="port">The port of the connection.</param>
    /// <param name="address">The address that the connection uses.</param>
    public bool Allows(string host, int port, IPAddress address)
    {
        var name = host.Trim('[', ']').ToLowerInvariant();
        return _hosts.Contains((name, port)) || _hosts.Contains((name, null)) || _networks.Any(network => network.Contains(address));
    }

    private static (string Host, int? Port)? Split(string entry)
    {
        var text = entry.Trim().ToLowerInvariant();
        if (IPAddress.TryParse(text.Trim('[', ']'), out _))
            return (text.Trim('[', ']'), null);

        var colon = text.LastIndexOf(':');
        var host = (colon < 0 ? text : text[..colon]).Trim('[', ']');
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            return null;
        if (colon < 0)
            return (host, null);

        return ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? (host, port) : null;
    }
}
