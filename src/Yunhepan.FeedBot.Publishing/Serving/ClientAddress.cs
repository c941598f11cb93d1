using System.Net;
using System.Net.Sockets;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>Who is counted as one client: an IPv4 address, or an IPv6 /64 network, which one subscriber has for himself.</summary>
public static class ClientAddress
{
    public static IPAddress Of(IPAddress address)
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
