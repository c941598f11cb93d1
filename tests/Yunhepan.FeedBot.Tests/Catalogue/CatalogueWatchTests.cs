using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Tests.Ingestion;

namespace Yunhepan.FeedBot.Tests.Catalogue;

public sealed class CatalogueWatchTests : IAsyncDisposable
{
    private const string One = """{ "sources": [ { "url": "http://a.example.cn/" } ] }""";
    private const string Two = """{ "sources": [ { "url": "http://a.example.cn/" }, { "url": "http://b.example.cn/" } ] }""";
    private const string Broken = """{ "sources": [ { "ulr": "http://a.example.cn/" } ] }""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("feedbot-");
    private readonly ServiceProvider _services;
    private int _writes;

    public CatalogueWatchTests() => _services = SourcesRig.Compose(File);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.FullName, "feeds.json");

    private CatalogueWatch Watch => _services.GetRequiredService<CatalogueWatch>();

    [Fact]
    public async Task A_change_takes_effect_and_an_unchanged_file_does_not()
    {
        Write(One);
        await Watch.LoadAsync(Token);
        Assert.False(await Watch.ReloadAsync(Token));
        Assert.Equal(1, Watch.Version);

        Write(Two);
        Assert.True(await Watch.ReloadAsync(Token));

        Assert.Equal((2, 2L), (Watch.Current.Sources.Count, Watch.Version));
    }

    [Fact]
    public async Task A_broken_file_is_refused_whole_and_the_old_one_stays_in_force()
    {
        Write(One);
        await Watch.LoadAsync(Token);

        Write(Broken);
        Assert.False(await Watch.ReloadAsync(Token));

        Assert.Equal((1, 1L), (Watch.Current.Sources.Count, Watch.Version));
        Assert.Equal(["sources[0].ulr", "sources[0]"], Watch.LastFaults.Select(fault => fault.Path).OrderDescending());

        Write(Two);
        Assert.True(await Watch.ReloadAsync(Token));
        Assert.Empty(Watch.LastFaults);
    }

    [Fact]
    public async Task A_file_that_disappears_is_a_fault_until_it_is_back()
    {
        Write(One);
        await Watch.LoadAsync(Token);

        System.IO.File.Delete(File);
        Assert.False(await Watch.ReloadAsync(Token));
        Assert.Single(Watch.LastFaults);
        Assert.Single(Watch.Current.Sources);

        Write(One);
        Assert.True(await Watch.ReloadAsync(Token));
        Assert.Empty(Watch.LastFaults);
    }

    [Fact]
    public async Task A_broken_file_at_start_ends_it_with_every_fault_and_its_place()
    {
        Write(Broken);

        var error = await Assert.ThrowsAsync<CatalogueException>(() => Watch.LoadAsync(Token));

        Assert.Contains($"{File}(1,18): sources[0].ulr: unknown member; did you mean \"url\"?", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Faults.Count);
    }

    [Theory]
    [InlineData("Fetching:Timeout", "00:00:00")]
    [InlineData("Fetching:MaxBodyBytes", "-1")]
    [InlineData("Fetching:AllowedPrivateHosts:0", "not a host")]
    [InlineData("Fetching:AllowedPrivateHosts:0", "10.0.0.0/99")]
    public void Faulty_options_are_named_with_their_key(string key, string value)
    {
        using var services = SourcesRig.Compose(File, (key, value));

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<FetchingOptions>>().Value);

        Assert.Contains(key.Split(':')[1], error.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Gives each write its own file time, because a clock tick may be longer than this test.</summary>
    private void Write(string json)
    {
        System.IO.File.WriteAllText(File, json);
        System.IO.File.SetLastWriteTimeUtc(File, new DateTime(2026, 1, 1, 0, 0, _writes++, DateTimeKind.Utc));
    }
}
