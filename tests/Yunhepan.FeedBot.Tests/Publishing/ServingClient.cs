using System.Net;
using System.Net.Sockets;

namespace Yunhepan.FeedBot.Tests.Publishing;

/// <summary>Another client on this machine, with an address of its own.</summary>
internal static class ServingClient
{
    public static HttpClient From(string address)
    {
#pragma warning disable RS0030 // The tests' own client, with no factory behind it.
        return new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
#pragma warning restore RS0030
    }
}
