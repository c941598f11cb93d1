using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Ingestion;
using Yunhepan.FeedBot.Ingestion.Discovery;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Tests.Catalogue;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Ingestion;

/// <summary>Runs the real ingestion stage, composed like in the host, with access to one scripted origin.</summary>
internal sealed class SourcesRig : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private SourcesRig(ScriptedOrigin origin, ServiceProvider services)
    {
        Origin = origin;
        _services = services;
    }

    public ScriptedOrigin Origin { get; }

    public SourceFetcher Fetcher => _services.GetRequiredService<SourceFetcher>();

    public SourceReader Reader => _services.GetRequiredService<SourceReader>();

    public CatalogueWatch Watch => _services.GetRequiredService<CatalogueWatch>();

    public SourceDiscovery Discovery => _services.GetRequiredService<SourceDiscovery>();

    public HostThrottle Throttle => _services.GetRequiredService<HostThrottle>();

    public static async Task<SourcesRig> StartAsync(params (string Key, string Value)[] settings)
    {
        var origin = await ScriptedOrigin.StartAsync();
        return new SourcesRig(origin, Compose("no-such-feeds.json", [("Fetching:AllowedPrivateHosts:0", origin.Authority), .. settings]));
    }

    public static ServiceProvider Compose(string feedsFile, params (string Key, string Value)[] settings) => Compose(feedsFile, HostLookup.System, settings);

    public static ServiceProvider Compose(string feedsFile, HostLookup lookup, params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?> { ["Fetching:PerHostSpacing"] = "00:00:00" };
        foreach (var (key, value) in settings)
            values[key] = value;

        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddLogging()
            .AddSingleton<ICronExpressions, QuartzCron>()
            .AddSingleton(lookup)
            .AddCatalogue(feedsFile)
            .AddFetching()
            .BuildServiceProvider(validateScopes: true);
    }

    public async Task<FetchResult> FetchAsync(string path, Validators? validators = null) =>
        await Fetcher.FetchAsync(
            new FetchRequest(Origin.Url(path)) { Validators = validators ?? Validators.None }, TestContext.Current.CancellationToken);

    public async Task<FetchResult.Fetched> FetchedAsync(string path)
    {
        var result = await FetchAsync(path);
        Assert.True(result is FetchResult.Fetched, result.ToString());
        return (FetchResult.Fetched)result;
    }

    public async Task<FetchResult.Failed> FailedAsync(string path) => Assert.IsType<FetchResult.Failed>(await FetchAsync(path));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Origin.DisposeAsync();
    }
}
