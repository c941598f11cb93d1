using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>
/// Encodes a topic in the few characters that a button (64 bytes) and a deep link (64 of A-Z a-z 0-9 _ -) allow: readable if the
/// id is plain, otherwise a hash of it.
/// </summary>
internal static class TopicToken
{
    private const int MaxLength = 44;
    private const int HashBytes = 12;

    public static string Format(TopicKey key)
    {
        var letter = LetterOf(key.Kind);
        return IsPlain(key.Id) ? $"{letter}_{key.Id.Replace('/', '_')}" : $"{letter}-{Hash(key.Id)}";
    }

    /// <summary>Returns the topic; null if it does not or no longer exist.</summary>
    public static Topic? Find(string token, IEnumerable<Topic> topics) =>
        LooksLikeOne(token) ? topics.FirstOrDefault(topic => topic.Key.Kind == KindOf(token[0]) && Format(topic.Key) == token) : null;

    public static bool LooksLikeOne(string text) =>
        text.Length is > 2 and <= MaxLength + 2 && text[1] is '_' or '-' && KindOf(text[0]) is not null;

    public static char LetterOf(TopicKind kind) => kind switch
    {
        TopicKind.Category => 'c',
        TopicKind.Source => 's',
        TopicKind.Publisher => 'p',
        TopicKind.Region => 'r',
        TopicKind.Word => 'w',
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static TopicKind? KindOf(char letter) => letter switch
    {
        'c' => TopicKind.Category,
        's' => TopicKind.Source,
        'p' => TopicKind.Publisher,
        'r' => TopicKind.Region,
        'w' => TopicKind.Word,
        _ => null,
    };

    // An underscore in an id would be decoded as a slash.
    private static bool IsPlain(string id) =>
        id.Length is > 0 and <= MaxLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/');

    private static string Hash(string id) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, HashBytes));
}
