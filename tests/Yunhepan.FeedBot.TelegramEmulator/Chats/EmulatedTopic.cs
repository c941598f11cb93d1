namespace Yunhepan.FeedBot.TelegramEmulator.Chats;

/// <summary>A forum topic. Number 1 is General: messages reach it only without a thread number.</summary>
internal sealed class EmulatedTopic(int id, string name)
{
    public const int General = 1;

    public int Id { get; } = id;

    public string Name { get; set; } = name;

    public bool IsClosed { get; set; }
}
