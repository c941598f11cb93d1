using System.Text.Json.Serialization;

namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>Telegram's four kinds of chat.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChatKind>))]
public enum ChatKind
{
    /// <summary>One person and the bot.</summary>
    Private,

    /// <summary>A basic group: small, no topics, can be upgraded.</summary>
    Group,

    /// <summary>A supergroup, perhaps with forum topics.</summary>
    Supergroup,

    /// <summary>A channel: only administrators post.</summary>
    Channel,
}
