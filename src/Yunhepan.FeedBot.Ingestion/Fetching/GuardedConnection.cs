using System.Net;
using System.Net.Sockets;

namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Thrown for a host whose addresses are all forbidden.</summary>
internal sealed class PrivateAddressException(string host)
    : IOException($"{host} is not on the public internet (Fetching:AllowedPrivateHosts opens a host)");

/// <summary>
/// Opens connections after checking the address that is actually used, so that a name that resolves differently the second time,
/// a redirect or an unusual spelling of an address cannot bypass the check.
/// </summary>
internal sealed class GuardedConnection(AllowedHosts allowed, HostLookup lookup)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var port = context.DnsEndPoint.Port;
        var all = await lookup.AddressesAsync(host, cancellationToken);
        var open = all.Where(address => PublicAddress.Is(address) || allowed.Allows(host, port, Plain(address))).ToArray();
        if (open.Length == 0)
            throw new PrivateAddressException(host);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
