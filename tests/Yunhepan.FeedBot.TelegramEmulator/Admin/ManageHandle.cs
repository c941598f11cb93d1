using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;
using Yunhepan.FeedBot.TelegramEmulator.Updates;

namespace Yunhepan.FeedBot.TelegramEmulator.Admin;

/// <summary>What administrators do: pick a chat for the bot, promote people, write under the name of the group.</summary>
public static class ManageHandle
{
    private static readonly EmulatedPerson Anonymous = new(1087968824, "Group", "GroupAnonymousBot", "en") { IsBot = true };

    /// <summary>Makes the person of a private chat an administrator of this chat, or an ordinary member.</summary>
    public static void SetAdmin(this ChatHandle chat, ChatHandle person, bool isAdmin = true) => chat.InState((state, emulated, _) =>
    {
        var human = state.Chats[person.Id].Person;
        emulated.Members.RemoveAll(member => member.Person.Id == human.Id);
        emulated.Members.Add(new ChatMember(human, IsOwner: false, isAdmin));
        return true;
    });

    /// <summary>The bot is an administrator that may not manage topics.</summary>
    public static void PromoteBotWithoutTopics(this ChatHandle chat) => chat.InState((state, emulated, bot) =>
    {
        UpdatePublisher.ChangeMembership(state, emulated, bot, Membership.WithoutTopics);
        return true;
    });

    /// <summary>An administrator writes under the name of the group.</summary>
    public static void SendAnonymously(this ChatHandle chat, string text) => chat.InState((state, emulated, _) =>
        UpdatePublisher.Post(state, emulated, new JsonObject { ["text"] = text, ["sender_chat"] = emulated.ToJson() }, Anonymous));

    /// <summary>
    /// The person taps a button that lets them pick a chat, and picks one. Telegram offers only chats of the wanted kind that they
    /// administer, and makes the bot an administrator there if it is none.
    /// </summary>
    public static void ShareChat(this ChatHandle person, string label, ChatHandle picked) => person.InState((state, emulated, bot) =>
    {
        var button = emulated.Messages.Where(message => message.ReplyKeyboard is not null).SelectMany(message => message.ReplyKeyboard!)
            .SelectMany(row => row!.AsArray()).Last(each => each!["text"]!.GetValue<string>() == label)!;
        var (request, target) = (button["request_chat"]!.AsObject(), state.Chats[picked.Id]);
        if ((target.Kind is ChatKind.Channel) != (request["chat_is_channel"]?.GetValue<bool>() == true) || target.Kind is ChatKind.Private)
            throw new InvalidOperationException($"'{label}' does not offer a {target.KindName}.");
        if (target.Members.Find(member => member.Person.Id == emulated.Person.Id) is not ({ IsOwner: true } or { IsAdmin: true }))
            throw new InvalidOperationException("Telegram offers only chats that the person administers.");
        if (request["bot_administrator_rights"] is not null && target.Bots.GetValueOrDefault(bot.Id) is not { IsAdministrator: true })
            UpdatePublisher.ChangeMembership(state, target, bot, Membership.Administrator);
        var shared = new JsonObject { ["request_id"] = request["request_id"]!.DeepClone(), ["chat_id"] = target.Id };
        if (request["request_title"]?.GetValue<bool>() == true)
            shared["title"] = target.Title;
        return UpdatePublisher.Post(state, emulated, new JsonObject { ["chat_shared"] = shared }, emulated.Person);
    });
}
