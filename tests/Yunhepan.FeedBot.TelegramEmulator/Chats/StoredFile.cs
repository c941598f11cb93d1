namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>An uploaded file, kept so that it can be shown and downloaded again.</summary>
internal sealed record StoredFile(string Id, string Name, string ContentType, byte[] Bytes);
