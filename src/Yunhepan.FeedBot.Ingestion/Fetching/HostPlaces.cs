using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue.Text;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <param name="Domain">Who is responsible for the host: its registrable domain, or the address if the host is one.</param>
/// <param name="Network">The network it resolves to: an IPv4 address or the /64 of an IPv6 address; null if currently
/// unknown.</param>
/// <param name="IsOpen">False if it resolves only to addresses that must not be reached.</param>
public sealed record HostPlace(string Domain, string? Network, bool IsOpen);

/// <summary>Resolves hosts that users name: for quotas, and to refuse at once what the guard would refuse later.</summary>
public sealed class HostPlaces(IOptions<FetchingOptions> options, HostLookup lookup)
{
    /// <summary>A user's name server may be slow on purpose, and the guard checks the address in any case.</summary>
    private static readonly TimeSpan LookupTimeout = TimeSpan.FromSeconds(2);

    private readonly AllowedHosts _allowed = new(options.Value.AllowedPrivateHosts);

    public async Task<HostPlace> FindAsync(Uri url, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(url);
        var host = url.IdnHost.Trim('[', ']');
        var domain = RegistrableDomain.FromHost(host);
        var addresses = await AddressesAsync(host, cancellationToken);
        if (addresses.Length == 0)
            return new HostPlace(domain, null, IsOpen: true);
        var open = addresses.Select(Plain).Where(a => PublicAddress.Is(a) || _allowed.Allows(host, url.Port, a)).Select(Network)
            .Order(StringComparer.Ordinal).ToArray();
        return new HostPlace(domain, open.FirstOrDefault(), open.Length > 0);
    }

    /// <summary>Returns no address if the name is unknown or its server does not answer in time.</summary>
    private async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
            return [literal];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LookupTimeout);
        try
        {
            return await lookup.AddressesAsync(host, patience.Token).WaitAsync(patience.Token);
        }
        catch (Exception e) when (
            e is SocketException or ArgumentException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [];
        }
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static string Network(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes) + "/64";
    }
}
