using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts;
using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat;
using Yunhepan.FeedBot.Tests.Alerts;
using Yunhepan.FeedBot.Tests.Databases;

namespace Yunhepan.FeedBot.Tests.Targets;

/// <summary>One target of a kind: its server on loopback, and the alerts as the host runs them, over a real database.</summary>
internal sealed class TargetRig : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private SourceCatalogue _stated;

    private TargetRig(TestDatabase database, FakeTimeProvider time, ITargetServer server, Target target) =>
        (_database, Time, Server, _stated) = (database, time, server, Stating(target));

    public FakeTimeProvider Time { get; }

    public ITargetServer Server { get; }

    public AlertsRig Alerts { get; private set; } = null!;

    public IChatPlatform Platform => Alerts.Services.GetServices<IChatPlatform>().Single(p => p.Capabilities.Serves == Target.Kind);

    /// <summary>What feeds.json states about the target; setting it is a change of the file.</summary>
    public Target Target
    {
        get => _stated.Targets[0];
        set => _stated = Stating(value);
    }

    /// <param name="state">Changes what feeds.json states about the target.</param>
    public static async Task<TargetRig> StartAsync(TestDatabases databases, TargetKind kind, Func<Target, Target>? state = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 8, 0, 0, TimeSpan.Zero));
        var server = await TargetKinds.All[kind].Start(time);
        var target = server.Target with { Follow = new FollowedTopics { Categories = ["news", "alerts"] } };
        var rig = new TargetRig(await databases.CreateAsync(DatabaseEngine.Sqlite), time, server, state?.Invoke(target) ?? target);
        await rig.StartNodeAsync();
        await rig.Alerts.RunAsync();
        return rig;
    }

    /// <summary>Continues as a new process after the end of the old one, whose lease is still running.</summary>
    public async Task RestartAsync()
    {
        await Alerts.DisposeAsync();
        await StartNodeAsync();
    }

    /// <summary>Runs until the condition holds, a second after another, and no longer than the hours given.</summary>
    public async Task UntilAsync(Func<bool> condition, double hours = 1)
    {
        var end = Time.GetUtcNow().AddHours(hours);
        while (!condition())
        {
            if (Time.GetUtcNow() > end)
                Assert.Fail($"not within {hours} hours; shown: {string.Join(" | ", Server.Shown)}");
            var due = await Alerts.Worker.RunOnceAsync(TestContext.Current.CancellationToken);
            if (condition())
                return;
            // Time without anything due is skipped.
            var wait = due - Time.GetUtcNow() ?? TimeSpan.Zero;
            Time.Advance(wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1));
        }
    }

    public async Task<IReadOnlyList<DeadLetter>> DeadLettersAsync() =>
        await Alerts.InDbAsync<DeadLetters, IReadOnlyList<DeadLetter>>(
            letters => letters.ListAsync(new DeadLetterFilter(), 100, TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        await Alerts.DisposeAsync();
        await Server.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task StartNodeAsync() => Alerts = await AlertsRig.CreateAsync(
        _database.Location, time: Time, node: NodeIdentity.Create(isAlone: true), catalogue: () => _stated, more: services =>
        {
            services.AddTargets().AddAddedSources();
            Server.Configure(services);
        });

    private static SourceCatalogue Stating(Target target) => new()
    {
        Site = new Site(), Targets = [target], Operators = [new OperatorChat("recording", "boss")],
    };
}
