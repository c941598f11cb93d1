using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>A chat with its messages, topics and the bots in it.</summary>
internal sealed class EmulatedChat
{
    // The first message of every group is the one that says it was created; number 1 is also the General topic.
    private int nextMessageId = 2;

    public required long Id { get; init; }

    public required ChatKind Kind { get; init; }

    public required string Title { get; set; }

    public string? Username { get; init; }

    /// <summary>The person on the other side of a private chat; in groups the one who types.</summary>
    public required EmulatedPerson Person { get; init; }

    public bool IsForum { get; init; }

    public bool IsDeleted { get; set; }

    /// <summary>Its rules allow words alone.</summary>
    public bool ForbidsPhotos { get; set; }

    public bool PersonIsDeactivated { get; set; }

    /// <summary>The supergroup that took over when this group was upgraded.</summary>
    public long? MigratedTo { get; set; }

    public SortedDictionary<int, EmulatedTopic> Topics { get; } = [];

    public List<EmulatedMessage> Messages { get; } = [];

    public HashSet<int> Pinned { get; } = [];

    public List<ChatMember> Members { get; } = [];

    public Dictionary<long, Membership> Bots { get; } = [];

    public int NextMessageId() => nextMessageId++;

    public string KindName => Kind switch
    {
        ChatKind.Private => "private",
        ChatKind.Group => "group",
        ChatKind.Supergroup => "supergroup",
        _ => "channel",
    };

    public EmulatedMessage? Find(int messageId) =>
        Messages.Find(message => message.Id == messageId && message.DeletedAt is null);

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["id"] = Id, ["type"] = KindName };
        if (Kind is ChatKind.Private)
            json["first_name"] = Person.Name;
        else
            json["title"] = Title;
        if (Username is not null)
            json["username"] = Username;
        if (IsForum)
            json["is_forum"] = true;
        return json;
    }
}
