using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Hosting.Server;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Unused connections lock nobody out.</summary>
public sealed class ConnectionGateTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Idle_connections_of_one_client_make_room_for_its_own_and_are_no_trouble_to_others()
    {
        await using var host = await ServiceHost.StartAsync(settings: [("Server:ConnectionsPerClient", "40"), ("Server:MaxConnections", "60")]);
        List<Socket> idle = [];
        try
        {
            for (var i = 0; i < 300; i++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                idle.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, host.BaseUrl.Port, Cancel);
            }

            foreach (var from in (string[])["127.0.0.1", "127.0.0.2", "127.0.0.3"])
            {
                using var client = ClientFrom(from);
                using var response = await client.GetAsync(new Uri(host.BaseUrl, "/healthz"), Cancel);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }
        finally
        {
            idle.ForEach(s => s.Dispose());
        }
    }

    [Fact]
    public void Connections_in_use_are_not_closed_for_newer_ones()
    {
        using var gate = Gate(new ServerOptions { ConnectionsPerClient = 2, MaxConnections = 10 });
        var (first, second, third) = (Open(gate, "10.0.0.1"), Open(gate, "10.0.0.1"), Open(gate, "2001:db8::1"));
        first.Ask();
        second.Ask();

        Assert.True(Open(gate, "10.0.0.1").IsClosed);
        Assert.False(first.IsClosed || second.IsClosed || third.IsClosed);

        first.Close();
        Assert.False(Open(gate, "10.0.0.1").IsClosed);
        Assert.Equal(3, gate.Count);
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    public void The_oldest_silent_connection_of_a_client_makes_room_for_its_next(string one, string other, bool isSame)
    {
        using var gate = Gate(new ServerOptions { ConnectionsPerClient = 1, MaxConnections = 10 });
        var silent = Open(gate, one);

        Assert.False(Open(gate, other).IsClosed);

        Assert.Equal(isSame, silent.IsClosed);
        Assert.Equal(isSame ? 1 : 2, gate.Count);
    }

    [Fact]
    public void All_together_the_oldest_silent_one_goes_whosever_it_is()
    {
        using var gate = Gate(new ServerOptions { ConnectionsPerClient = 10, MaxConnections = 10 });
        List<Visitor> all = [.. Enumerable.Range(1, 10).Select(i => Open(gate, $"10.0.0.{i}"))];
        all[0].Ask();

        Assert.False(Open(gate, "10.0.1.1").IsClosed);

        Assert.False(all[0].IsClosed);
        Assert.True(all[1].IsClosed);
        Assert.All(all.Skip(2), v => Assert.False(v.IsClosed));
    }

    [Fact]
    public void A_connection_that_asks_for_nothing_is_closed_soon_and_one_that_asked_is_kept()
    {
        using var gate = Gate(new ServerOptions { FirstRequestWithin = TimeSpan.FromSeconds(10) });
        var (silent, used) = (Open(gate, "10.0.0.1"), Open(gate, "10.0.0.1"));
        _time.Advance(TimeSpan.FromSeconds(9));
        used.Ask();
        Assert.False(silent.IsClosed);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.True(silent.IsClosed);
        Assert.False(used.IsClosed);
        Assert.Equal(1, gate.Count);
    }

    [Fact]
    public void A_known_proxy_speaks_for_many()
    {
        using var gate = Gate(new ServerOptions { ConnectionsPerClient = 1, KnownProxies = ["10.0.0.1"] });

        Assert.All(Enumerable.Range(0, 5).Select(_ => Open(gate, "10.0.0.1")).ToList(), v => Assert.False(v.IsClosed));
    }

    [Fact]
    public void An_invalid_network_is_named()
    {
        var result = new ServerNetworksValidator().Validate(null, new ServerOptions { KnownProxies = ["10.0.0.1", "proxy.local"], DetailsFor = ["10.0.0.0/33"] });

        Assert.Equal(2, result.Failures?.Count());
        Assert.Contains("proxy.local", result.FailureMessage, StringComparison.Ordinal);
    }

    private ConnectionGate Gate(ServerOptions options) => new(Options.Create(options), _time);

    private static Visitor Open(ConnectionGate gate, string address)
    {
        var visitor = new Visitor(IPAddress.Parse(address));
        _ = gate.Admit(_ => visitor.Closed)(visitor);
        return visitor;
    }

    private static HttpClient ClientFrom(string address)
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

    /// <summary>A connection without a network.</summary>
    private sealed class Visitor : ConnectionContext
    {
        private readonly TaskCompletionSource _closed = new();

        public Visitor(IPAddress address) => RemoteEndPoint = new IPEndPoint(address, 1);

        public Task Closed => _closed.Task;

        public bool IsClosed { get; private set; }

        public override string ConnectionId { get; set; } = "";

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

        public override IDuplexPipe Transport { get; set; } = null!;

        public override void Abort(ConnectionAbortedException abortReason) => IsClosed = true;

        public void Ask() => ConnectionGate.NoteRequest(new DefaultHttpContext(Features));

        public void Close() => _closed.SetResult();
    }
}
