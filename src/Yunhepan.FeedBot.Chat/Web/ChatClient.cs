using System.Net;
using System.Net.Sockets;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>
/// Determines which addresses count as one client: an IPv4 address, or an IPv6 /64 network, which belongs to one subscriber.
/// </summary>
internal static class ChatClient
{
    public static string Identify(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }
}
