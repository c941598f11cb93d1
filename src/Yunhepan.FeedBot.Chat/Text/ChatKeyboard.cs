using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Chat.Text;

/// <summary>A button that either sends an action to the bot or opens an address.</summary>
internal sealed record ChatButton
{
    /// <summary>The length limit of Telegram's callback data.</summary>
    public const int MaxActionBytes = 64;

    private const int MaxLabel = 40;

    private ChatButton(string label, string? action, string? url) =>
        (Label, Action, Url) = (ChatText.Shorten(label, MaxLabel), action, url);

    public string Label { get; }

    /// <summary>A command line without the slash, such as <c>follow c_alerts</c>.</summary>
    public string? Action { get; }

    public string? Url { get; }

    /// <summary>Returns true if an action is short enough.</summary>
    public static bool Fits(string action) => Encoding.UTF8.GetByteCount(action) <= MaxActionBytes;

    public static ChatButton Say(string label, string action) =>
        Fits(action)
            ? new(label, action, null)
            : throw new ArgumentException($"The action '{action}' has more than {MaxActionBytes} bytes.", nameof(action));

    /// <summary>Returns a button that opens an address; null if it is not an absolute http(s) address.</summary>
    public static ChatButton? Open(string label, string? url) =>
        ChatText.WebAddress(url) is { } address ? new(label, null, address) : null;
}

/// <summary>Buttons below a message, in rows.</summary>
internal sealed record ChatKeyboard(IReadOnlyList<IReadOnlyList<ChatButton>> Rows)
{
    public static ChatKeyboard Empty { get; } = new([]);

    public static ChatKeyboard Row(params IEnumerable<ChatButton> buttons) => new([[.. buttons]]);

    /// <summary>Arranges buttons in rows of this many.</summary>
    public static ChatKeyboard Grid(IEnumerable<ChatButton> buttons, int columns) => new([.. buttons.Chunk(columns)]);

    /// <summary>Arranges one page of what there is in two columns, with buttons below that turn the page.</summary>
    /// <param name="page">The number of the page, from 0; one that does not exist is the nearest that does.</param>
    /// <param name="turn">The action that shows a page, before its number.</param>
    public static ChatKeyboard Page<T>(IReadOnlyList<T> all, int page, int perPage, Func<T, ChatButton> button, string turn)
    {
        var last = Math.Max(0, (all.Count - 1) / perPage);
        page = Math.Clamp(page, 0, last);
        List<ChatButton> turns = [];
        if (page > 0)
            turns.Add(ChatButton.Say($"‹ {page}/{last + 1}", To(page - 1)));
        if (page < last)
            turns.Add(ChatButton.Say($"{page + 2}/{last + 1} ›", To(page + 1)));
        return Grid(all.Skip(page * perPage).Take(perPage).Select(button), 2).Then(turns);

        string To(int number) => string.Create(CultureInfo.InvariantCulture, $"{turn} {number}");
    }

    public ChatKeyboard Then(params IEnumerable<ChatButton> buttons)
    {
        ChatButton[] row = [.. buttons];
        return row.Length == 0 ? this : new([.. Rows, row]);
    }
}
