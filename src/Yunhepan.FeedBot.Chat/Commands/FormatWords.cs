using System.Globalization;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Commands;

internal enum UrgentChoice
{
    Unsaid,
    No,

    /// <summary>Urgent alerts too, which is asked back if something of them would be left out.</summary>
    Asked,

    /// <summary>The button of that question, which names what would be left out.</summary>
    Confirmed,
}

/// <summary>A request about a format, as people write it (<c>简洁 图片 无</c>) or as its buttons do (<c>t1 p0</c>).</summary>
/// <param name="Format">The format with what is asked for.</param>
/// <param name="IsSilent">Whether it arrives without a sound; null if nothing is said about that.</param>
/// <param name="IsReset">True if all is to be as usual.</param>
/// <param name="SpeaksOfPreview">True if it says where the preview stands.</param>
/// <param name="Unclear">The words that are not understood.</param>
internal sealed record FormatWords(
    MessageFormat Format, bool? IsSilent, bool IsReset, UrgentChoice Urgent, bool SpeaksOfPreview, IReadOnlyList<string> Unclear)
{
    /// <summary>True if it deletes or replaces a template.</summary>
    public bool Deletes { get; init; }

    /// <summary>What the reader has agreed to lose of urgent alerts, as its button names it.</summary>
    public string Agreed { get; init; } = "";

    private const int LeastLength = 50;
    private const int MostLength = 3000;

    private static readonly string[] Resets = ["r", "usual", "reset", "default", "默认", "恢复默认", "默认格式", "预设", "恢复预设", "预设格式", "和其他主题一样"];

    // Chinese is written without spaces: 图片相册, 长度300.
    private static readonly (string[] Names, Func<FormatWords, string, FormatWords?> Set)[] Settings =
    [
        (["text", "正文", "内容", "t"], (all, value) => TextOf(value) is { } text ? all.With(f => f with { Text = text }) : null),
        (["preview", "链接预览", "预览", "v"], (all, value) => PreviewOf(value) is { } place
            ? all.With(f => f with { Preview = place }) with { SpeaksOfPreview = true } : null),
        (["pictures", "picture", "images", "图片", "照片", "p"], (all, value) => PicturesOf(value) is { } pictures
            ? all.With(f => f with { Pictures = pictures }) : null),
        (["authors", "author", "作者", "a"], (all, value) => Switch(value) is { } isOn ? all.With(f => f with { Authors = isOn }) : null),
        (["source", "来源", "出处", "s"], (all, value) => SourceOf(value) is { } isBrief
            ? all.With(f => f with { OnlyNames = isBrief }) : null),
        (["categories", "category", "tags", "hashtags", "分类", "标签", "c"], (all, value) => Switch(value) is { } isOn
            ? all.With(f => f with { Categories = isOn }) : null),
        (["length", "长度", "字数", "l"], (all, value) => LengthOf(value) is (true, var most) ? all.With(f => f with { Length = most }) : null),
        (["sound", "声音", "q"], (all, value) => (SoundCommand.Sounds(value) ?? Digit(value)) is { } sounds
            ? all with { IsSilent = !sounds } : null),
        (["silent", "不响"], (all, value) => Switch(value) is { } isSilent ? all with { IsSilent = isSilent } : null),
        (["urgent", "紧急", "紧急消息", "u"], (all, value) => UrgentOf(value) is var urgent and not UrgentChoice.Unsaid
            ? all with { Urgent = urgent, Agreed = urgent == UrgentChoice.Confirmed ? value[1..] : "" } : null),
    ];

    public static FormatWords Read(IReadOnlyList<string> words, MessageFormat current)
    {
        var all = new FormatWords(current, null, false, UrgentChoice.Unsaid, false, []);
        for (var i = 0; i < words.Count; i++)
        {
            var word = Words.Plain(words[i]);
            if (Resets.Contains(word))
                all = all with { IsReset = true, Format = MessageFormat.Usual };
            else if (TextOf(word) is { } text && word.Length > 1)
                all = all.With(f => f with { Text = text });
            else if (i + 1 < words.Count && Setting(word) is { } set && set(all, Words.Plain(words[i + 1])) is { } spaced)
                (all, i) = (spaced, i + 1);
            else
                all = Joined(all, word) ?? all with { Unclear = [.. all.Unclear, words[i]] };
        }

        return all;
    }

    private static Func<FormatWords, string, FormatWords?>? Setting(string name) =>
        Array.Find(Settings, setting => setting.Names.Contains(name)).Set;

    private static FormatWords? Joined(FormatWords all, string word)
    {
        foreach (var (names, set) in Settings)
        {
            foreach (var name in names.Where(name => word.Length > name.Length && word.StartsWith(name, StringComparison.Ordinal)))
            {
                if (set(all, word[name.Length..].TrimStart(':', '：', '=')) is { } changed)
                    return changed;
            }
        }

        return null;
    }

    private FormatWords With(Func<MessageFormat, MessageFormat> change) => this with { Format = change(Format) };

    private static TextAmount? TextOf(string word) => word switch
    {
        "0" or "standard" or "normal" or "标准" or "普通" => TextAmount.Standard,
        "1" or "compact" or "简洁" or "精简" or "紧凑" or "只要标题" => TextAmount.Compact,
        "2" or "full" or "whole" or "全文" or "完整" => TextAmount.Full,
        _ => null,
    };

    private static LinkPreview? PreviewOf(string word) => word switch
    {
        "0" or "below" or "bottom" or "on" or "下" or "在下" or "下面" or "下方" or "开" => LinkPreview.Below,
        "1" or "above" or "top" or "上" or "在上" or "上面" or "上方" => LinkPreview.Above,
        "2" => LinkPreview.Off,
        _ => ClockWords.IsOff(word) || word is "无" ? LinkPreview.Off : null,
    };

    private static PictureAmount? PicturesOf(string word) => word switch
    {
        "0" => PictureAmount.None,
        "1" or "one" or "single" or "on" or "一张" or "开" or "要" => PictureAmount.One,
        "2" or "album" or "all" or "相册" or "相簿" or "全部" or "多张" => PictureAmount.Album,
        _ => ClockWords.IsOff(word) || word is "无" or "没有" ? PictureAmount.None : null,
    };

    private static bool? SourceOf(string word) => word switch
    {
        "0" or "full" or "in full" or "on" or "详细" or "完整" or "开" => false,
        "1" or "names" or "name" or "short" or "brief" or "只留名字" or "名字" or "简短" => true,
        _ => ClockWords.IsOff(word) ? true : null,
    };

    private static (bool IsUnderstood, int? Most) LengthOf(string word)
    {
        if (word is "0" or "不限" or "unlimited" || ClockWords.IsOff(word))
            return (true, null);
        var number = word.EndsWith('字') ? word[..^1] : word;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            && most is >= LeastLength and <= MostLength
            ? (true, most) : (false, null);
    }

    private static UrgentChoice UrgentOf(string word) => word switch
    {
        ['1', ..] => UrgentChoice.Confirmed,
        "?" or "yes" or "确定" or "too" or "on" or "开" or "也用" or "也" => UrgentChoice.Asked,
        "0" or "whole" or "完整" or "照常" or "照常完整" => UrgentChoice.No,
        _ => ClockWords.IsOff(word) ? UrgentChoice.No : UrgentChoice.Unsaid,
    };

    private static bool? Switch(string word) => ClockWords.IsOn(word) ? true : ClockWords.IsOff(word) ? false : Digit(word);

    private static bool? Digit(string word) => word switch { "1" => true, "0" => false, _ => null };
}
