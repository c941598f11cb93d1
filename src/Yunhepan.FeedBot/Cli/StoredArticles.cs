using Yunhepan.FeedBot.Alerts.Adding;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Gives commands access to the stored articles, also while the service runs.</summary>
internal static class StoredArticles
{
    public static Task<int> UseAsync(string dataFolder, Func<IServiceProvider, Task<int>> action) =>
        UseAsync(new FeedBotSettings { DataFolder = dataFolder, Quiet = true }, action);

    /// <summary>Runs the action with the current feeds.json.</summary>
    public static Task<int> UseAsync(
        string dataFolder, string feedsFile, Func<IServiceProvider, Task<int>> action, CancellationToken cancellationToken) => UseAsync(
        new FeedBotSettings { DataFolder = dataFolder, FeedsFile = feedsFile, Quiet = true },
        async services =>
        {
            await services.GetRequiredService<CatalogueWatch>().LoadAsync(cancellationToken);
            await services.GetRequiredService<AddedSourceCatalogue>().RefreshAsync(cancellationToken);
            return await action(services);
        });

    /// <summary>
    /// Runs the action in a scope. A reading command does not create a database: if there is none, the command fails.
    /// </summary>
    /// <param name="without">Runs instead if there is no database.</param>
    public static async Task<int> UseAsync(
        FeedBotSettings settings, Func<IServiceProvider, Task<int>> action, Func<Task<int>>? without = null)
    {
        await using var app = FeedBotHost.Build(settings);
        var location = app.Services.GetRequiredService<DatabaseLocation>();
        if (location is DatabaseLocation.SqliteFile file && !File.Exists(file.Path))
            return without is not null ? await without()
                : await CliErrors.FailAsync($"database {file.Path} does not exist; has the service run there? (--data)");
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            return await action(scope.ServiceProvider);
        }
        catch (System.Data.Common.DbException e)
        {
            throw new DatabaseException(
                $"database {(location is DatabaseLocation.SqliteFile { Path: var path } ? path : location)} {CliErrors.Said(e)}", e);
        }
    }

    /// <summary>
    /// Returns all articles that a name may mean, see <see cref="ArticleReader.NamedAsync"/>; throws if there are none.
    /// </summary>
    public static async Task<IReadOnlyList<Article>> NamedAsync(
        IServiceProvider services, string named, CancellationToken cancellationToken)
    {
        var articles = await services.GetRequiredService<ArticleReader>().NamedAsync(named, cancellationToken);
        return articles.Count > 0 ? articles
            : throw new CommandException(
                $"no article is stored under {named}; give its number or id, the address of its page here, or its address on its own site");
    }
}
