using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Ingestion.Polling;
using Yunhepan.FeedBot.Ingestion.States;
using Yunhepan.FeedBot.Publishing.Storage;

namespace Yunhepan.FeedBot.Hosting;

/// <summary>Prepares everything that must be right before requests are served.</summary>
internal static partial class FeedBotStart
{
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var data = services.GetRequiredService<DataFolder>();
        data.Take();
        foreach (var line in data.Mended)
            LogMended(services.GetRequiredService<ILogger<DataFolder>>(), line);
        try
        {
            await services.GetRequiredService<CatalogueWatch>().LoadAsync(cancellationToken);
            await MigrateAsync(services, cancellationToken);
            await services.GetRequiredService<AddedSourceCatalogue>().RefreshAsync(cancellationToken);
            await using (var scope = services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<KnownTitles>().LoadAsync(cancellationToken);
            if (services.GetRequiredService<DatabaseLocation>() is DatabaseLocation.SqliteFile)
            {
                // The folder is exclusive to this process, so all existing claims belong to processes that died.
                await using var scope = services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<DueSources>().ReleaseAllAsync(cancellationToken);
            }
        }
        catch (Exception e) when (e is CatalogueException or DatabaseException)
        {
            throw new StartException(e.Message, e);
        }
    }

    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var location = services.GetRequiredService<DatabaseLocation>();
        var time = services.GetRequiredService<TimeProvider>();
        await DatabaseMigrator.MigrateAsync(scope.ServiceProvider.GetRequiredService<ArticlesDb>(), location, time, cancellationToken);
        await DatabaseMigrator.MigrateAsync(scope.ServiceProvider.GetRequiredService<IngestionDb>(), location, time, cancellationToken);
        await DatabaseMigrator.MigrateAsync(scope.ServiceProvider.GetRequiredService<PublishingDb>(), location, time, cancellationToken);
        await DatabaseMigrator.MigrateAsync(scope.ServiceProvider.GetRequiredService<AlertsDb>(), location, time, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "{What}")]
    private static partial void LogMended(ILogger logger, string what);
}
