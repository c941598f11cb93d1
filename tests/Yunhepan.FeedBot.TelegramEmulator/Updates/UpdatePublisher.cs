using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator.Chats;

namespace Yunhepan.FeedBot.TelegramEmulator.Updates;

/// <summary>Creates the updates that bots receive about events in chats. Called under the state's lock.</summary>
internal static class UpdatePublisher
{
    /// <summary>Adds a person's (or a service) message and tells the bots that may read it.</summary>
    public static EmulatedMessage Post(EmulatorState state, EmulatedChat chat, JsonObject content, EmulatedPerson? person, int? threadId = null, int? replyTo = null)
    {
        var message = new EmulatedMessage
        {
            Chat = chat,
            Id = chat.NextMessageId(),
            SentAt = state.Now,
            Person = person ?? chat.Person,
            ThreadId = threadId,
            ReplyTo = replyTo,
            Content = content,
        };
        chat.Messages.Add(message);
        var kind = chat.Kind is ChatKind.Channel ? "channel_post" : "message";
        foreach (var bot in state.Bots.Where(bot => MayRead(bot, message)))
            bot.Updates.Add(kind, message.ToJson(), state.Now);
        state.Changes.Ring();
        return message;
    }

    /// <summary>A person changes what a message says.</summary>
    public static void Edit(EmulatorState state, EmulatedMessage message, JsonObject content)
    {
        message.Past.Add(new PastContent(message.Content, message.InlineKeyboard, state.Now));
        (message.Content, message.EditedAt) = (content, state.Now);
        var kind = message.Chat.Kind is ChatKind.Channel ? "edited_channel_post" : "edited_message";
        foreach (var bot in state.Bots.Where(bot => MayRead(bot, message)))
            bot.Updates.Add(kind, message.ToJson(), state.Now);
        state.Changes.Ring();
    }

    public static PressedButton Press(EmulatorState state, EmulatedMessage message, string data, EmulatedPerson person)
    {
        var id = $"{person.Id}{state.NextSerial():D9}";
        var pressed = new PressedButton(id, message.Bot!, message, data, state.Now);
        state.Callbacks[id] = pressed;
        pressed.Bot.Updates.Add(
            "callback_query",
            new JsonObject
            {
                ["id"] = id,
                ["from"] = person.ToJson(),
                ["message"] = message.ToJson(),
                ["chat_instance"] = $"{message.Chat.Id}",
                ["data"] = data,
            },
            state.Now);
        state.Changes.Ring();
        return pressed;
    }

    public static void ChangeMembership(EmulatorState state, EmulatedChat chat, EmulatedBot bot, Membership now)
    {
        var before = chat.Bots.GetValueOrDefault(bot.Id) ?? Membership.Left;
        if (before == now)
            return;
        chat.Bots[bot.Id] = now;
        // A private chat that just begins is no change that Telegram reports: the /start message is.
        if (chat.Kind is ChatKind.Private && before == Membership.Left)
            return;
        bot.Updates.Add(
            "my_chat_member",
            new JsonObject
            {
                ["chat"] = chat.ToJson(),
                ["from"] = chat.Person.ToJson(),
                ["date"] = state.Now.ToUnixTimeSeconds(),
                ["old_chat_member"] = before.ToJson(bot.ToJson(), chat.Kind),
                ["new_chat_member"] = now.ToJson(bot.ToJson(), chat.Kind),
            },
            state.Now);
        state.Changes.Ring();
    }

    /// <summary>Upgrades a basic group: a new id, the same people, a service message on either side.</summary>
    public static EmulatedChat Migrate(EmulatorState state, EmulatedChat group)
    {
        var target = new EmulatedChat
        {
            Id = state.NextSupergroupId(),
            Kind = ChatKind.Supergroup,
            Title = group.Title,
            Person = group.Person,
        };
        target.Members.AddRange(group.Members);
        foreach (var (id, membership) in group.Bots)
            target.Bots[id] = membership;
        state.Chats[target.Id] = target;
        Post(state, group, new JsonObject { ["migrate_to_chat_id"] = target.Id }, null);
        Post(state, target, new JsonObject { ["migrate_from_chat_id"] = group.Id }, null);
        group.MigratedTo = target.Id;
        return target;
    }

    public static EmulatedTopic CreateTopic(EmulatorState state, EmulatedChat chat, string name, EmulatedBot? bot, int color)
    {
        var message = new EmulatedMessage
        {
            Chat = chat,
            Id = chat.NextMessageId(),
            SentAt = state.Now,
            Bot = bot,
            Person = chat.Person,
            Content = new JsonObject { ["forum_topic_created"] = new JsonObject { ["name"] = name, ["icon_color"] = color } },
        };
        chat.Messages.Add(message);
        var topic = new EmulatedTopic(message.Id, name);
        chat.Topics[topic.Id] = topic;
        state.Changes.Ring();
        return topic;
    }

    public static void DeleteTopic(EmulatorState state, EmulatedChat chat, int topicId)
    {
        chat.Topics.Remove(topicId);
        foreach (var message in chat.Messages.Where(message => message.ThreadId == topicId || message.Id == topicId))
            message.DeletedAt ??= state.Now;
        state.Changes.Ring();
    }

    /// <summary>In groups a bot in privacy mode hears commands, mentions of itself and answers to itself only.</summary>
    private static bool MayRead(EmulatedBot bot, EmulatedMessage message)
    {
        var chat = message.Chat;
        if (chat.Bots.GetValueOrDefault(bot.Id) is not { IsPresent: true } membership)
            return false;
        if (chat.Kind is ChatKind.Private || !message.Content.ContainsKey("text"))
            return true;
        var text = message.Text;
        if (text.StartsWith('/'))
        {
            var command = text.Split([' ', '\n'], 2)[0];
            var at = command.IndexOf('@', StringComparison.Ordinal);
            return at < 0 || command.AsSpan(at + 1).Equals(bot.Username, StringComparison.OrdinalIgnoreCase);
        }

        return membership.IsAdministrator
            || text.Contains("@" + bot.Username, StringComparison.OrdinalIgnoreCase)
            || (message.ReplyTo is { } reply && chat.Find(reply)?.Bot == bot);
    }
}
