using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Push;

namespace Yunhepan.FeedBot.Chat.Mail;

/// <summary>
/// The links by which the readers of a mailbox unsubscribe, without a login. Each is signed for one target and its address, so nobody can
/// guess one, and an old one does not stop a new address.
/// </summary>
/// <param name="keys">The key that signs; null where there is no database, so no links.</param>
internal sealed class MailLinks(CurrentCatalogue catalogue, VapidKeys? keys = null)
{
    public const string Path = "/mail/unsubscribe";

    /// <summary>Returns the link of a target; null if this service has no public address.</summary>
    public async Task<string?> UnsubscribeAsync(Target target, CancellationToken cancellationToken) =>
        keys is null || catalogue.Catalogue.Site.BaseUrl is not { } site ? null
            : $"{site}{Path}/{target.Id}/{await SignAsync(keys, target, cancellationToken)}";

    /// <summary>Returns the target of a link; null if the link is not of us, or no longer.</summary>
    public async Task<Target?> FindAsync(string id, string signature, CancellationToken cancellationToken)
    {
        var target = catalogue.Catalogue.Targets.FirstOrDefault(t => t.Kind == TargetKind.Mail && t.Id == id);
        if (target is null || keys is null)
            return null;
        var expected = await SignAsync(keys, target, cancellationToken);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(expected)) ? target : null;
    }

    private static async Task<string> SignAsync(VapidKeys keys, Target target, CancellationToken cancellationToken)
    {
        var key = (await keys.GetAsync(cancellationToken)).DeriveSecret("feedbot mail unsubscribe");
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{target.Id}\n{target.Url}")).AsSpan(0, 16));
    }
}
