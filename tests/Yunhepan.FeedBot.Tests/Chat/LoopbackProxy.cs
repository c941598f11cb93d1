using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A small proxy that really forwards: HTTP (CONNECT and whole addresses) and SOCKS5, with or without a password.</summary>
internal sealed class LoopbackProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly (string Name, string Password)? _login;
    private readonly bool _refuses;
    private int _forwarded;

    public LoopbackProxy((string Name, string Password)? login = null, bool refuses = false)
    {
        (_login, _refuses) = (login, refuses);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The number of connections and requests that it has forwarded.</summary>
    public int Forwarded => _forwarded;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var first = (byte)(await BytesAsync(stream, 1))[0];
                if (first == 5)
                    await ServeSocksAsync(stream);
                else
                    await ServeHttpAsync(stream, (char)first);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side hung up.
            }
        }
    }

    private async Task ServeSocksAsync(NetworkStream stream)
    {
        var methods = await BytesAsync(stream, (await BytesAsync(stream, 1))[0]);
        var wanted = _login is null ? (byte)0 : (byte)2;
        if (!methods.Contains(wanted))
        {
            await stream.WriteAsync(new byte[] { 5, 255 }, _stop.Token);
            return;
        }

        await stream.WriteAsync(new byte[] { 5, wanted }, _stop.Token);
        if (_login is { } login)
        {
            await BytesAsync(stream, 1);
            var name = Encoding.UTF8.GetString(await BytesAsync(stream, (await BytesAsync(stream, 1))[0]));
            var password = Encoding.UTF8.GetString(await BytesAsync(stream, (await BytesAsync(stream, 1))[0]));
            await stream.WriteAsync(new byte[] { 1, (byte)((name, password) == login ? 0 : 1) }, _stop.Token);
        }

        var kind = (await BytesAsync(stream, 4))[3];
        var host = kind == 1 ? new IPAddress(await BytesAsync(stream, 4)).ToString()
            : Encoding.ASCII.GetString(await BytesAsync(stream, (await BytesAsync(stream, 1))[0]));
        var port = await BytesAsync(stream, 2);
        await stream.WriteAsync(new byte[] { 5, (byte)(_refuses ? 2 : 0), 0, 1, 0, 0, 0, 0, 0, 0 }, _stop.Token);
        if (!_refuses)
            await ForwardAsync(stream, host, port[0] * 256 + port[1], []);
    }

    private async Task ServeHttpAsync(NetworkStream stream, char first)
    {
        var head = new StringBuilder().Append(first);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head.Append((char)(await BytesAsync(stream, 1))[0]);
        var text = head.ToString();
        var expected = _login is { } login ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.Name}:{login.Password}")) : null;
        if (_refuses || (expected is not null && !text.Contains($"Proxy-Authorization: Basic {expected}", StringComparison.OrdinalIgnoreCase)))
        {
            var answer = _refuses ? "403 Forbidden\r\n" : "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}Content-Length: 0\r\nConnection: close\r\n\r\n"), _stop.Token);
            return;
        }

        var line = text.Split(' ');
        var target = new Uri(line[0] == "CONNECT" ? "http://" + line[1] : line[1]);
        if (line[0] == "CONNECT")
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _stop.Token);
        await ForwardAsync(stream, target.Host, target.Port, line[0] == "CONNECT" ? [] : Encoding.ASCII.GetBytes(text));
    }

    private async Task ForwardAsync(NetworkStream client, string host, int port, byte[] begun)
    {
        Interlocked.Increment(ref _forwarded);
        using var server = new TcpClient();
        await server.ConnectAsync(host, port, _stop.Token);
        var stream = server.GetStream();
        await stream.WriteAsync(begun, _stop.Token);
        await Task.WhenAny(client.CopyToAsync(stream, _stop.Token), stream.CopyToAsync(client, _stop.Token));
    }

    private async Task<byte[]> BytesAsync(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, _stop.Token);
        return bytes;
    }
}
