using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat;
using Yunhepan.FeedBot.Hosting;
using Yunhepan.FeedBot.Ingestion;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Creates the few services for commands that need no running service.</summary>
internal static class CliServices
{
    /// <summary>Creates services whose fetcher may reach the host of this address, because the operator typed it.</summary>
    public static ServiceProvider ForFetching(string url) =>
        Create("./feeds.json", Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.IdnHost : null);

    public static ServiceProvider ForCatalogue(string feedsFile) => Create(feedsFile, null);

    /// <summary>Creates services that write to the targets of a catalogue.</summary>
    public static ServiceProvider ForTargets(SourceCatalogue catalogue) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true).AddEnvironmentVariables().Build())
        .AddSingleton(TimeProvider.System)
        .AddSingleton(new CurrentCatalogue(() => catalogue))
        .AddTargets()
        .BuildServiceProvider();

    private static ServiceProvider Create(string feedsFile, string? privateHost)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables();
        if (privateHost is not null)
            configuration.AddInMemoryCollection([new("Fetching:AllowedPrivateHosts:0", privateHost)]);
        var services = new ServiceCollection();
        var settings = configuration.Build();
        SettingNames.Check(settings);
        services.AddSingleton<IConfiguration>(settings);
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ICronExpressions, QuartzCronExpressions>();
        services.AddCatalogue(feedsFile);
        services.AddFetching();
        services.AddTargets();
        return services.BuildServiceProvider();
    }
}
