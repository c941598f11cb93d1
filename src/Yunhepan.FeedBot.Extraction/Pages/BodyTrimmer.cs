using System.Text.RegularExpressions;

namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Decides which lines of the found element are the article and which only share its box.</summary>
internal sealed partial class BodyTrimmer(PageContext page, BodyCandidate body, FoundTitle? title, ArticleFacts facts)
{
    /// <summary>The names of the rules by which <see cref="Trim"/> removes lines.</summary>
    internal static readonly string[] Rules =
        ["head", "after tail heading", "tail line", "zone", "run of links", "heading of links", "edge"];

    private const int LongestNotice = 700;

    private const int LongestTailLine = 300;

    private const int LongestLabel = 120;

    private readonly IReadOnlyList<TextLine> _lines = page.Lines.All;
    private readonly Dictionary<int, string> _dropped = [];

    private int Start => body.Lines.Start.Value;

    private int End => body.Lines.End.Value;

    /// <summary>Returns the signs in a line's words; long lines are not tested for signs that only short ones carry.</summary>
    public static LineWords WordsOf(TextLine line)
    {
        var (text, weight) = (line.Text, line.Weight);
        // Only these words are not Chinese.
        var mayBeNotice = text.AsSpan().ContainsAnyInRange('\u2e80', '\uffef')
            || text.Contains("reserved", StringComparison.OrdinalIgnoreCase)
            || text.AsSpan(0, Math.Min(text.Length, 12)).Contains("this", StringComparison.OrdinalIgnoreCase);
        var words = mayBeNotice && Notice.IsMatch(text) ? LineWords.Notice : LineWords.None;
        if (weight < LongestTailLine && TailLine.IsMatch(text))
            words |= LineWords.TailLine;
        if (weight >= LongestLabel && !line.IsHeading)
            return words;
        return words | (TailHeading.IsMatch(text) ? LineWords.TailHeading : LineWords.None) | (
            AnywhereLine.IsMatch(text) ? LineWords.Anywhere : LineWords.None)
            | (HeadLine.IsMatch(text) ? LineWords.Head : LineWords.None);
    }

    /// <summary>Returns the numbers of the lines that remain.</summary>
    public IReadOnlySet<int> Trim()
    {
        DropHead();
        DropTail();
        DropZonesAndLinks();
        DropEdges();
        var kept = Enumerable.Range(Start, End - Start).Where(i => !_dropped.ContainsKey(i)).ToHashSet();
        // The whole box is better than no body at all.
        return kept.Count > 0 ? kept : Enumerable.Range(Start, End - Start).Where(i => i != title?.Line).ToHashSet();
    }

    /// <summary>After <see cref="Trim"/>: the removed lines, each with the rule that removed it.</summary>
    public IReadOnlyDictionary<int, string> ByRule => _dropped;

    /// <summary>
    /// After <see cref="Trim"/>: true if a line was removed for its words rather than its place, or states facts about the
    /// article.
    /// </summary>
    public bool IsKnownLabel(int line) =>
        _dropped.GetValueOrDefault(line) is "head" or "tail line" && (!_lines[line].IsProse || _lines[line].Words.HasFlag(LineWords.Notice))
        || facts.Lines.Contains(line) && line > title?.Line && !_lines[line].IsProse;

    private void Drop(int line, string rule) => _dropped.TryAdd(line, rule);

    /// <summary>Removes the title, everything above it, and the line of facts below.</summary>
    private void DropHead()
    {
        if (title?.Line is { } at && at >= Start && at < End)
            for (var i = Start; i <= at; i++)
                if (i == at || !_lines[i].IsProse)
                    Drop(i, "head");
        var bareTitle = title is null ? string.Empty : TextWeight.Bare(title.Text);
        for (var i = Start; i < Math.Min(Start + 12, End); i++)
        {
            if (facts.Lines.Contains(i) || _lines[i].Words.HasFlag(LineWords.Head) && _lines[i].Weight < 120
                || bareTitle.Length > 3 && _lines[i].Text.Length < bareTitle.Length + 12 && TextWeight.Bare(_lines[i].Text) == bareTitle)
                Drop(i, "head");
        }
    }

    /// <summary>Cuts the text at a heading of related links or a legal notice if no more of the article follows it.</summary>
    private void DropTail()
    {
        var total = Prose(Start, End);
        var seen = 0;
        for (var i = Start; i < End; i++)
        {
            var line = _lines[i];
            if (line.Zone == Zone.Main && line.Weight < 90 && seen > 0
                && (line.Words.HasFlag(LineWords.TailHeading) && Prose(i + 1, End) * 3 < total || CommentHeading.IsMatch(line.Text)))
            {
                for (var j = i; j < End; j++)
                    Drop(j, "after tail heading");
                return;
            }
            if (IsTailLine(line, seen, total) || seen * 2 > total && facts.Lines.Contains(i))
                Drop(i, "tail line");
            seen += line is { IsProse: true, Zone: Zone.Main } ? line.Weight : 0;
        }
    }

    /// <summary>
    /// Returns true for a heading of what follows articles, such as related links or comments. A heading that is a link begins
    /// another article.
    /// </summary>
    public static bool StartsTail(TextLine line) =>
        line is { IsHeading: true, IsLinks: true } || line.Weight < 90 && line.Words.HasFlag(LineWords.TailHeading);

    private static bool IsTailLine(TextLine line, int seen, int total) =>
        line.Weight < 120 && line.Words.HasFlag(LineWords.Anywhere)
        || seen * 2 >= total
            && (line.Weight < 160 && line.Words.HasFlag(LineWords.TailLine) || line.Weight < LongestNotice
            && line.Words.HasFlag(LineWords.Notice));

    private int Prose(int from, int to)
    {
        var sum = 0;
        for (var i = from; i < to; i++)
            sum += _lines[i] is { IsProse: true, Zone: Zone.Main } line && !line.Words.HasFlag(LineWords.Notice) ? line.Weight : 0;
        return sum;
    }

    private void DropZonesAndLinks()
    {
        for (var i = Start; i < End; i++)
        {
            if (_lines[i].Zone != Zone.Main)
                Drop(i, "zone");
            if (!_lines[i].IsLinks || _dropped.ContainsKey(i))
                continue;
            var run = i;
            while (run < End && (_lines[run].IsLinks || _dropped.ContainsKey(run) || IsLabelBetweenLinks(run)))
                run++;
            var links = Enumerable.Range(i, run - i).Count(k => _lines[k].IsLinks);
            var isInText = _lines[i].Block.LocalName is "p" or "li" or "td" or "dd" && links <= 2 && run < End;
            if (isInText && links == 1)
                continue;
            if (links < 3 && isInText)
                continue;
            for (var j = i; j < run; j++)
                Drop(j, "run of links");
            DropHeadingBefore(i);
            i = run - 1;
        }
    }

    private bool IsLabelBetweenLinks(int at) =>
        at + 1 < End && _lines[at + 1].IsLinks && !_lines[at].IsProse && _lines[at].Weight < 40 && _lines[at].Block.LocalName is not "p";

    private void DropHeadingBefore(int at)
    {
        if (at - 1 >= Start && _lines[at - 1] is { IsProse: false, Weight: < 60 } line
            && (line.IsHeading || line.Text.EndsWith(':') || line.Text.EndsWith('：')))
            Drop(at - 1, "heading of links");
    }

    /// <summary>Removes labels and links at both ends.</summary>
    private void DropEdges()
    {
        for (var i = End - 1; i >= Start; i--)
        {
            if (_dropped.ContainsKey(i))
                continue;
            if (!_lines[i].IsLinks && !(_lines[i].IsHeading && _lines[i].Weight < 80))
                break;
            Drop(i, "edge");
        }
        for (var i = Start; i < End; i++)
        {
            if (_dropped.ContainsKey(i))
                continue;
            if (!_lines[i].IsLinks && !(_lines[i].Weight <= 4))
                break;
            Drop(i, "edge");
        }
    }

    [GeneratedRegex(
        @"^\W*(相关(阅读|新闻|文章|链接|报道|专题|推荐|内容|资讯|资料|信息|搜索|主题|帖子|评论)|延伸阅读|扩展阅读|拓展阅读|推荐(阅读|新闻|文章|内容|资讯)|更多(阅读|新闻|文章|相关|精彩|内容|推荐|资讯)"
            + @"|猜[你您](喜欢|想看|爱看)|您可能(还)?(感兴趣|喜欢)|你可能(还)?(感兴趣|喜欢)|大家都在看"
            + @"|热门(推荐|新闻|文章|内容|评论|阅读|资讯|排行)|精彩(推荐|图集|评论)|为您推荐|往期(回顾|精彩|推荐)|编辑推荐|今日推荐|栏目推荐|图文推荐|网友评论"
            + @"|最新评论|全部评论|用户评论|读者评论|发表评论|我要评论|我来说两句|文章评论|评论列表|评论区|最新(文章|新闻|资讯)|文章排行|点击排行|本周热门|上一篇|上一条|下一篇|下一条|Related\s+(Articles?"
            + @"|Stories|Posts?|Content|News|Links|Reading|Topics)|Read\s+(More|Next|Also)|More\s+(from|on|stories|in)\b|You\s+(may"
            + @"|might)\s+(also\s+)?like|Recommended|See\s+also\s*:?$|Further\s+reading|Leave\s+a\s+(Reply|Comment)"
            + @"|(\d+\s+)?Comments?\s*(\(\d+\))?\s*:?$|Trending|Most\s+(Read|Popular)|Share\s+this|About\s+the\s+authors?|Sign\s+up\s+(for"
            + @"|to)|Subscribe\s+to|Popular\s+Posts|Latest\s+(News|Stories|Posts)|Editor'?s'?\s+Picks"
            + @"|Don'?t\s+miss)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    internal static partial Regex TailHeading { get; }

    [GeneratedRegex(
        @"^\W*((网友|最新|全部|用户|会员|读者|热门|文章)的?(评论|留言|点评|跟帖|热评|回复)|评论列表|评论区|跟帖|留言板"
            + @"|(网友|用户|会员|大家)[^，。！？：]{1,8}(?=[(（]\d+[)）]$)|Comments?)"
            + @"\s*([(（]?\d+[)）]?\s*条?)?\s*((查看|更多|全部|所有|我要|发表|我来)\w{0,6})?\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    internal static partial Regex CommentHeading { get; }

    [GeneratedRegex(
        @"^\W*(责任编辑|责编|编辑|审核|校对|编审|监制|值班主任|本文编辑|(本文|文章|信息|稿件|新闻|图片)?来源|稿源|出处|作者|(本文)?(关键词|标签)|Tags?|Filed\s+under|Topics?|Categories|原标题"
            + @"|本文(链接|网址|地址|来自|转自|由)|转载请|转载自|转自|分享(到|至|给)?|分享让更多|收藏|打印|关闭|【?返回|返回(顶部|列表|首页)|回到顶部|.{0,12}点个?[“「""]?(在看|赞)"
            + @"|顶一下|踩一下|点击(进入|查看|下载|阅读)|扫一扫|扫描|长按|微信(扫|搜"
            + @"|公众)|关注(我们|公众号)|更多精彩|阅读原文|举报|纠错|投稿|上一页|下一页|首页|尾页|第?\d+页|共\d+页|Share|Tweet|Print|Email|Follow\s+us|Advertisement|Copyright"
            + @"|©|All\s+rights\s+reserved)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    internal static partial Regex TailLine { get; }

    [GeneratedRegex(
        @"^\W*((特别|免责|版权|郑重|重要|本站|本网|网站)?声明\s*[:：]|版权声明|免责声明|免责条款|法律声明|版权所有|凡(本网|本站|注明|未注明|来源)|.{0,16}(本网|本站|本文).{0,30}(转载|版权|来源|观点|立场|作者)"
            + @"|(以上|本文|文中|文章).{0,12}(仅代表|不代表|观点|内容.{0,8}(来自|转载))|转载请(注明|保留|联系)|未经.{0,20}(授权|许可|允许)|如(有|需|涉及).{0,20}(侵权|版权|转载)"
            + @"|.{0,40}传递更多信息|.{0,12}内容仅供参考|[^。]{0,8}遵守.{0,20}法律.{0,12}道德|.{0,6}拥有管理(留言|笔名|评论)"
            + @"|(本篇)?文章发表于|This\s+(entry|article|post)\s+(was\s+posted|was\s+)?(originally\s+)?(appeared|published|first)"
            + @"|.{0,80}All\s+rights\s+reserved)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    internal static partial Regex Notice { get; }

    [GeneratedRegex(
        @"^\W*(Advertisement|ADVERTISEMENT|广告|(视频|音频|图片|正在|内容)?加载中[，,]?(请稍[候后等])?|[-—–\s]*(END|完)[-—–\s]+"
            + @"|Article\s+continues\s+(after|below).*|Story\s+continues\s+below.*|Loading\.*|展开(全文|阅读|更多)?"
            + @"|阅读全文|点击展开.*|查看全文|收起|Sponsored(\s+content)?|\[?\s*关闭窗口\s*\]?|Skip\s+advertisement|Share\s+this\s+article"
            + @"|Continue\s+reading.*)\W*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    internal static partial Regex AnywhereLine { get; }

    [GeneratedRegex(
        @"^\W*(原标题|当前位置|您(现在)?的位置|您所在的位置|首页|您当前|字号|字体|分享|打印|评论|收藏|Share|Tweet|Print|Email|Listen|Save|Comments?|\d+\s+min(ute)?s?\s+read"
            + @"|Updated|Published|Posted)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 2000)]
    internal static partial Regex HeadLine { get; }
}
