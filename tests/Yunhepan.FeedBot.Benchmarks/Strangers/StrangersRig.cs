using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Yunhepan.FeedBot.Benchmarks.Delivery;

namespace Yunhepan.FeedBot.Benchmarks.Strangers;

/// <summary>Runs the real program in a process of its own; all load stays on 127.0.0.0/8.</summary>
internal sealed class StrangersRig : IAsyncDisposable
{
    private readonly string _folder;
    private readonly List<HttpClient> _clients = [];

    private StrangersRig(string folder, StrangersWorld world, FeedBotChild child, string baseUrl) => (_folder, World, Child, BaseUrl) = (folder, world, child, baseUrl);

    public StrangersWorld World { get; }

    public FeedBotChild Child { get; }

    public string BaseUrl { get; }

    public string DatabaseFile => Path.Combine(_folder, "data", "feedbot.db");

    public static async Task<StrangersRig> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("feedbot-strangers-").FullName;
        var world = await StrangersWorld.BeginAsync();
        world.Publish();
        var baseUrl = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        var feeds = Path.Combine(folder, "feeds.json");
        await File.WriteAllTextAsync(feeds, $$"""
            {
              "site": { "title": "云和畔资讯", "baseUrl": "{{baseUrl}}" },
              "categories": [ { "id": "news", "name": { "zh": "新闻", "en": "News" }, "priority": "urgent" }, { "id": "rest", "name": { "zh": "其他", "en": "Rest" } } ],
              "sources": [
                { "id": "honest", "url": "{{world.Address}}/feed", "category": "news", "every": "1s" },
                { "id": "flood", "url": "{{world.Address}}/flood", "kind": "list", "category": "rest", "every": "1s" },
                { "id": "packed", "url": "{{world.Address}}/packed", "category": "rest", "every": "1s" }
              ]
            }
            """);
        var child = FeedBotChild.Start(Path.Combine(folder, "data"), feeds, Environment(), baseUrl);
        var rig = new StrangersRig(folder, world, child, baseUrl);
        await child.UntilAsync(() => child.LastLines.Contains("Now listening on", StringComparison.Ordinal), TimeSpan.FromMinutes(2), "the start");
        return rig;
    }

    /// <summary>Creates a client with its own address.</summary>
    public HttpClient Client(string address)
    {
        var client = NewClient(address);
        client.BaseAddress = new Uri(BaseUrl);
        _clients.Add(client);
        return client;
    }

    public static HttpClient NewClient(string address)
    {
#pragma warning disable RS0030 // A load program has no factory.
        return new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = new CookieContainer(),
            AllowAutoRedirect = false,
            ConnectCallback = async (context, cancellationToken) => new NetworkStream(await ConnectAsync(address, context.DnsEndPoint, cancellationToken), ownsSocket: true),
        })
        {
            Timeout = TimeSpan.FromSeconds(30),
        };
#pragma warning restore RS0030
    }

    public static async Task<Socket> ConnectAsync(string from, DnsEndPoint to, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(IPAddress.Loopback, to.Port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static FormUrlEncodedContent Subscription(string topic, string callback, string mode = "subscribe") =>
        new(new Dictionary<string, string> { ["hub.mode"] = mode, ["hub.topic"] = topic, ["hub.callback"] = callback });

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        await Child.DisposeAsync();
        await World.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Dictionary<string, string> Environment() => new()
    {
        ["Fetching__AllowedPrivateHosts__0"] = "127.0.0.0/8",
        ["Fetching__PerHostSpacing"] = "00:00:00",
        ["Fetching__PerHostConcurrency"] = "8",
        ["Polling__ShortestEvery"] = "00:00:01",
        ["Polling__StartSpread"] = "00:00:00",
        ["Polling__LongestWait"] = "00:00:02",
        ["Polling__PushedEvery"] = "00:00:01",
        // Each alert is sent by itself because the test waits for it.
        ["Alerts__FloodFrom"] = "0",
        ["Alerts__CatchUpFrom"] = "0",
        // Every user is treated like a client from the internet.
        ["Publishing__UnlimitedClients__0"] = "10.0.0.0/8",
        ["Telegram__Token"] = "",
        ["ConnectionStrings__FeedBot"] = "",
        ["DOTNET_gcServer"] = "0",
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
