using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>The secret in the address of a chat's private feed. Scoped, as its context is.</summary>
public sealed class PrivateFeedTokens(AlertsDb db, CurrentTopics topics)
{
    private const int Bytes = 18;
    private const int Length = 24;

    /// <summary>Where this site is to be found, without a slash at its end; null when the operator has not said so.</summary>
    public string? SiteAddress => topics.Tree.Site.BaseUrl?.TrimEnd('/');

    /// <summary>The chat's token; a new chat gets one now.</summary>
    public async Task<string> GetAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var known = await db.Subscribers.Where(s => s.Id == chat.Id).Select(s => s.FeedToken).SingleAsync(cancellationToken);
        return known ?? await RenewAsync(chat, cancellationToken);
    }

    /// <summary>A new token; the old one names nothing any more.</summary>
    public async Task<string> RenewAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        await db.Subscribers.Where(s => s.Id == chat.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.FeedToken, token), cancellationToken);
        return token;
    }

    /// <summary>Null when it names no chat.</summary>
    public Task<Subscriber?> FindAsync(string token, CancellationToken cancellationToken) => token.Length == Length
        ? db.Subscribers.AsNoTracking().SingleOrDefaultAsync(s => s.FeedToken == token, cancellationToken)
        : Task.FromResult<Subscriber?>(null);
}
