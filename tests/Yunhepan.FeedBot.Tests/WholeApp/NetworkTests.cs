using System.Net;
using System.Net.Sockets;
using Yunhepan.FeedBot.TelegramEmulator.Faults;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.WholeApp;

/// <summary>Services around the process fail and recover.</summary>
[Collection(WholeAppTests.Faults)]
public sealed class NetworkTests
{
    [Fact]
    public async Task A_network_that_stops_and_comes_back_loses_nothing()
    {
        await using var rig = await WholeAppRig.StartAsync();
        await using var gate = NetworkGate.To(rig.Origin.Port);
        await using var telegramGate = NetworkGate.To(rig.Telegram.BaseUrl.Port);
        rig.Environment["Telegram__BaseUrl"] = $"http://127.0.0.1:{telegramGate.Port}";
        File.WriteAllText(rig.FeedsFile, File.ReadAllText(rig.FeedsFile).Replace(rig.Origin.Authority, $"127.0.0.1:{gate.Port}", StringComparison.Ordinal));
        rig.Portal.Publish(2);
        await using var process = await rig.RunAsync();
        var chat = (await rig.FollowersAsync(1))[0];
        await process.UntilAsync(async () => (await process.TitlesAsync()).Count == 2, "the silent first poll");

        telegramGate.Close();
        rig.Portal.Publish(2);
        await process.UntilAsync(async () => (await process.TitlesAsync()).Count == 4, "articles while Telegram is away");
        await process.WaitForLineAsync(line => line.Contains("Telegram gave no updates: ", StringComparison.Ordinal), "that Telegram is away");
        gate.Close();
        rig.Portal.Publish(2);
        await process.WaitForLineAsync(
            line => line.Contains("Source portal failed: ", StringComparison.Ordinal) && line.Contains($"127.0.0.1:{gate.Port}", StringComparison.Ordinal),
            "that the portal is away");
        Assert.Equal(HttpStatusCode.OK, (await process.AskAsync("/feeds/all.rss")).StatusCode);

        gate.Open();
        telegramGate.Open();
        await process.UntilAsync(() => Task.FromResult(Enumerable.Range(3, 4).All(n => WholeAppRig.TimesSent(chat, n) == 1)), "every article");
        Assert.Equal(6, (await process.TitlesAsync()).Count);
        Assert.Empty(process.Error);
    }

    [Fact]
    public async Task Sources_that_misbehave_are_told_in_one_line_each_and_harm_no_other()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Environment.Remove("Telegram__Token");
        rig.Environment["Fetching__Timeout"] = "00:00:02";
        rig.Environment["Fetching__MaxBodyBytes"] = "100000";
        rig.Origin.Map("/broken", Answers.Status(500));
        rig.Origin.Map("/loop", Answers.Redirect("/loop"));
        rig.Origin.Map("/endless", Answers.Endless());
        rig.Origin.Map("/drip", Answers.Drip(TimeSpan.FromMilliseconds(200)));
        string[] bad = ["broken", "loop", "endless", "drip"];
        rig.Portal.Publish(2);
        rig.WriteFeeds([("portal", "/news/"), .. bad.Select(id => (id, "/" + id))]);
        await using var process = await rig.RunAsync();
        foreach (var id in bad)
        {
            await process.WaitForLineAsync(
                line => line.Contains($"Source {id} failed: ", StringComparison.Ordinal) && line.Contains($"{rig.Origin.Authority}/{id}", StringComparison.Ordinal), id);
        }

        rig.Portal.Publish(1);
        await process.UntilAsync(async () => (await process.TitlesAsync()).Count == 3, "the articles of the good source");
        await process.UntilAsync(
            async () => await process.GetAsync("/readyz") is var ready
                && ready.Contains("\"degraded\"", StringComparison.Ordinal) && bad.Any(id => ready.Contains($"/{id}", StringComparison.Ordinal)),
            "a degraded /readyz");
        Assert.DoesNotContain("   at ", process.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telegram_in_trouble_for_a_while_costs_no_alert()
    {
        await using var rig = await WholeAppRig.StartAsync();
        rig.Portal.Publish(1);
        await using var process = await rig.RunAsync();
        var chats = await rig.FollowersAsync(3);
        await process.UntilAsync(async () => (await process.TitlesAsync()).Count == 1, "the silent first poll");

        rig.Telegram.Fail("sendMessage", Fault.TooManyRequests(1));
        rig.Telegram.Fail("sendMessage", Fault.BadGatewayHtml);
        rig.Telegram.Fail("sendMessage", Fault.ResetBeforeAccept);
        rig.Telegram.Fail("sendMessage", Fault.InternalServerError);
        rig.Portal.Publish(2);
        await process.UntilAsync(() => Task.FromResult(chats.All(chat => WholeAppRig.TimesSent(chat, 2) == 1 && WholeAppRig.TimesSent(chat, 3) == 1)), "every article once");
    }

    /// <summary>A port that leads to another one while it is open, and refuses while it is closed.</summary>
    private sealed class NetworkGate : IAsyncDisposable
    {
        private readonly int _target;
        private readonly List<TcpClient> _clients = [];
        private readonly Lock _lock = new();
        private TcpListener _listener;

        private NetworkGate(int target)
        {
            _target = target;
            _listener = new TcpListener(IPAddress.Loopback, 0);
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _ = AcceptAsync(_listener);
        }

        public int Port { get; }

        public static NetworkGate To(int port) => new(port);

        public void Close()
        {
            _listener.Dispose();
            lock (_lock)
            {
                foreach (var client in _clients)
                    client.Dispose();
                _clients.Clear();
            }
        }

        public void Open()
        {
            _listener = new TcpListener(IPAddress.Loopback, Port);
            _listener.Start();
            _ = AcceptAsync(_listener);
        }

        public ValueTask DisposeAsync()
        {
            Close();
            return ValueTask.CompletedTask;
        }

        private async Task AcceptAsync(TcpListener listener)
        {
            try
            {
                while (true)
                    _ = CarryAsync(await listener.AcceptTcpClientAsync());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Closed.
            }
        }

        private async Task CarryAsync(TcpClient inside)
        {
            var outside = new TcpClient();
            lock (_lock)
                _clients.AddRange([inside, outside]);
            try
            {
                await outside.ConnectAsync(IPAddress.Loopback, _target);
                var (a, b) = (inside.GetStream(), outside.GetStream());
                await Task.WhenAny(a.CopyToAsync(b), b.CopyToAsync(a));
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // One side is gone, or the gate closed.
            }

            inside.Dispose();
            outside.Dispose();
        }
    }
}
