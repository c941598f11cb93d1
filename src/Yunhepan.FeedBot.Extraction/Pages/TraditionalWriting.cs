using System.Buffers;
using Yunhepan.FeedBot.Catalogue.Text;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>
/// Converts the traditional characters of labels and of phrases about a visit to simplified ones, so that both writings are recognised
/// by one pattern. It is suitable for comparing, not for text that people read.
/// </summary>
internal static class TraditionalWriting
{
    /// <summary>Words that are others where traditional characters are written, after these were converted.</summary>
    private static readonly (string There, string Here)[] Words =
    [
        ("伺服器", "服务器"), ("连线", "连接"), ("逾时", "超时"), ("造访", "访问"), ("存取", "访问"), ("网域", "域名"), ("登入", "登录"), ("网路", "网络"),
        ("载入", "加载"), ("重新整理", "刷新"), ("程式", "程序"), ("资料库", "数据库"), ("使用者", "用户"), ("遭拒", "被拒"),
        ("被拒绝", "被拒"), ("被拒", "被拒绝"),
    ];

    private static readonly SearchValues<string> AnyWord = SearchValues.Create([.. Words.Select(w => w.There)], StringComparison.Ordinal);

    /// <summary>Converts the words too, so that the length may be another.</summary>
    public static string SimplifyWords(string text)
    {
        if (!TextWeight.HasIdeographs(text))
            return text;
        var simplified = SimplifiedCharacters.Simplify(text);
        return simplified.AsSpan().IndexOfAny(AnyWord) < 0 ? simplified
            : Words.Aggregate(simplified, (all, word) => all.Replace(word.There, word.Here, StringComparison.Ordinal));
    }
}
