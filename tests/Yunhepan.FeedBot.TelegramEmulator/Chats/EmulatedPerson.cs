using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>A human account.</summary>
internal sealed record EmulatedPerson(long Id, string Name, string? Username, string Language)
{
    /// <summary>True for the account under which anonymous administrators write.</summary>
    public bool IsBot { get; init; }

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["id"] = Id, ["is_bot"] = IsBot, ["first_name"] = Name };
        if (Username is not null)
            json["username"] = Username;
        json["language_code"] = Language;
        return json;
    }
}
