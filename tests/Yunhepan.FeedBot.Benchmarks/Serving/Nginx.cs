using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Yunhepan.FeedBot.Tests;

namespace Yunhepan.FeedBot.Benchmarks.Serving;

/// <summary>Debian's nginx serving the same bytes as a file, also compressed in advance.</summary>
internal sealed class Nginx : IDisposable
{
    private readonly Process _process;

    private Nginx(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    public static async Task<Nginx> StartAsync(string folder)
    {
        var port = FreePort();
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            daemon off; worker_processes 2; pid {{folder}}/nginx.pid; error_log {{folder}}/error.log;
            events { worker_connections 2048; multi_accept on; }
            http {
              access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; server_tokens off;
              client_body_temp_path {{folder}}/b; proxy_temp_path {{folder}}/p; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
              open_file_cache max=16; types { application/rss+xml rss; }
              server { listen 127.0.0.1:{{port.ToString(CultureInfo.InvariantCulture)}}; root {{folder}}/www; gzip_static on; add_header Cache-Control "public, max-age=300"; }
            }
            """);
        // The workers of nginx run as another user.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        var process = Process.Start(new ProcessStartInfo("nginx", ["-c", configuration, "-p", folder]) { RedirectStandardError = true, UseShellExecute = false })!;
        if (!await Eventually.IsTrueAsync(() => IsListeningAsync(port), TimeSpan.FromSeconds(5)))
            throw new InvalidOperationException("nginx did not start: " + await process.StandardError.ReadToEndAsync());
        return new Nginx(process, $"http://127.0.0.1:{port}");
    }

    private static async Task<bool> IsListeningAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        // On SIGTERM the master process stops its workers.
        using (var kill = Process.Start("kill", [_process.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        _process.WaitForExit(10_000);
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
