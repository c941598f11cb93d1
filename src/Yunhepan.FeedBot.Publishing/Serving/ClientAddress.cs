using System.Net;
using System.Net.Sockets;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>
/// Determines which addresses count as one client: an IPv4 address, or an IPv6 /64 network, which belongs to one subscriber.
/// </summary>
public static class ClientAddress
{
    /// <summary>Returns the address that represents all addresses of the same client.</summary>
    public static IPAddress Normalise(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
