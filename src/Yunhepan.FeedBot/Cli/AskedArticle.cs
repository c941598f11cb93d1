using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Complaints;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Cli;

/// <summary>An article that an operator asks about, and what of it bears the number that was given.</summary>
/// <param name="By"><c>article 12</c>, <c>alert 12</c>…; null where it was not asked for by a number.</param>
internal sealed record AskedArticle(Article Article, string? By)
{
    /// <summary>How all commands and logs name articles, for help and errors.</summary>
    public const string Expected =
        "an article's number or id, the number of an alert or revision (12, or \"alert 12\"), a delivery (12-3), \"complaint 3\", "
        + "the address of its page here, or its address on its own site";

    /// <summary>
    /// Returns all articles that one of the numbers, ids and addresses may mean which commands and logs print. A bare number may be that
    /// of an article and that of an alert about another one: both are meant. Throws when it means none.
    /// </summary>
    public static async Task<IReadOnlyList<AskedArticle>> FindAsync(
        IServiceProvider services, string named, CancellationToken cancellationToken)
    {
        var found = AskedNumber.Parse(named) is { } number
            ? await NumberedAsync(services, number, cancellationToken)
            : [.. (await services.GetRequiredService<ArticleReader>().NamedAsync(named, cancellationToken))
                .Select(a => new AskedArticle(a, null))];
        return found.Count > 0 ? found : throw new CommandException($"no article is stored under {named}; give {Expected}");
    }

    private static async Task<IReadOnlyList<AskedArticle>> NumberedAsync(
        IServiceProvider services, AskedNumber asked, CancellationToken cancellationToken)
    {
        var (articles, n) = (services.GetRequiredService<ArticleReader>(), asked.Number);
        if (asked.Of == Counted.Chat)
            throw new CommandException(
                $"{n} is the number of a chat, not of an article; 'dead-letters --chat {n}' lists what did not reach it");
        List<AskedArticle> found = [];
        if (asked.Of == Counted.Complaint)
        {
            if (await services.GetRequiredService<ComplaintBox>().FindAsync(n, cancellationToken) is { } complaint)
                Add(await articles.FindFollowedAsync(complaint.PublicId, cancellationToken), $"complaint {n}");
            return found;
        }

        if (asked.Of != Counted.Alert)
            Add(await articles.FindAsync(n, cancellationToken), $"article {n}");
        if (asked.Of != Counted.Article)
        {
            var told = await services.GetRequiredService<RevisionLog>().ArticleOfAsync(n, cancellationToken)
                ?? await services.GetRequiredService<AlertTraces>().ArticleOfAsync(n, cancellationToken);
            if (told is { } id && found.TrueForAll(f => f.Article.Id != id))
                Add(await articles.FindAsync(id, cancellationToken), $"alert or revision {n}");
        }

        return found;

        void Add(Article? article, string by)
        {
            if (article is not null)
                found.Add(new AskedArticle(article, by));
        }
    }
}
