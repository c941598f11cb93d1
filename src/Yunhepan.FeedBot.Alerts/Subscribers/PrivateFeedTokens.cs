using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>The formats in which private feeds are published.</summary>
/// <param name="Extensions">The extensions of their addresses.</param>
public sealed record PrivateFeedFormats(IReadOnlyList<string> Extensions);

/// <summary>Stores the secrets in the addresses of private feeds. Scoped, like its context.</summary>
public sealed class PrivateFeedTokens(AlertsDb db, CurrentTopics topics)
{
    private const int Bytes = 18;
    private const int Length = 24;

    /// <summary>The address of this site without a trailing slash; null if the operator has configured none.</summary>
    public string? SiteAddress => topics.Tree.Site.BaseUrl?.TrimEnd('/');

    /// <summary>Returns the chat's token, and makes one when it has none.</summary>
    public async Task<string> GetAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var known = await db.Subscribers.Where(s => s.Id == chat.Id).Select(s => s.FeedToken).SingleAsync(cancellationToken);
        return known ?? await RenewAsync(chat, cancellationToken);
    }

    /// <summary>Makes a new token for the chat. The old one is no longer valid.</summary>
    public async Task<string> RenewAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        await db.Subscribers.Where(s => s.Id == chat.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.FeedToken, token), cancellationToken);
        return token;
    }

    /// <summary>Returns the chat of a token; null when there is none.</summary>
    public Task<Subscriber?> FindAsync(string token, CancellationToken cancellationToken) => token.Length == Length
        ? db.Subscribers.AsNoTracking().SingleOrDefaultAsync(s => s.FeedToken == token, cancellationToken)
        : Task.FromResult<Subscriber?>(null);
}
